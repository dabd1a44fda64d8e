{{/* What cannot work, told before anything is made. */}}
{{- define "isocenter.checks" -}}
{{- if and (gt (int .Values.replicaCount) 1) (not (and .Values.postgresql.enabled .Values.s3.enabled)) -}}
{{- fail "replicaCount: several servers share a database and an object store: enable postgresql and s3" -}}
{{- end -}}
{{- if and (not .Values.persistence.enabled) (not (and .Values.postgresql.enabled .Values.s3.enabled)) -}}
{{- fail "persistence.enabled: without a volume the index and the files need postgresql and s3" -}}
{{- end -}}
{{- end -}}

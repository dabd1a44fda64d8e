{{/* The pod, of a StatefulSet with a volume or of a Deployment without. */}}
{{- define "isocenter.pod" -}}
metadata:
  annotations:
    # A changed configuration makes new pods.
    checksum/configuration: {{ include (print .Template.BasePath "/configmap.yaml") . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  labels:
    {{- include "isocenter.selectorLabels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.serviceAccountName }}
  serviceAccountName: {{ . }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  # Draining, grace, and time to close the index.
  terminationGracePeriodSeconds: {{ add (int .Values.drainDelaySeconds) (int .Values.shutdownGraceSeconds) 15 }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: isocenter
      image: {{ printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      env:
        - name: ISOCENTER__DRAIN_DELAY
          value: {{ .Values.drainDelaySeconds | quote }}
        - name: ISOCENTER__SHUTDOWN_GRACE
          value: {{ .Values.shutdownGraceSeconds | quote }}
        {{- if .Values.postgresql.enabled }}
        - name: ISOCENTER__POSTGRESQL__ENABLE_INDEX
          value: "true"
        - name: ISOCENTER__POSTGRESQL__HOST
          value: {{ .Values.postgresql.host | quote }}
        - name: ISOCENTER__POSTGRESQL__PORT
          value: {{ .Values.postgresql.port | quote }}
        - name: ISOCENTER__POSTGRESQL__DATABASE
          value: {{ .Values.postgresql.database | quote }}
        - name: ISOCENTER__POSTGRESQL__USERNAME
          value: {{ .Values.postgresql.username | quote }}
        - name: ISOCENTER__POSTGRESQL__SCHEMA
          value: {{ .Values.postgresql.schema | quote }}
        - name: ISOCENTER__POSTGRESQL__ENABLE_SSL
          value: {{ .Values.postgresql.ssl | quote }}
        # While pods are replaced, two servers share the database for a moment, also where one is wanted.
        - name: ISOCENTER__POSTGRESQL__LOCK
          value: "false"
        {{- end }}
        {{- if .Values.s3.enabled }}
        - name: ISOCENTER__AWS_S3_STORAGE__BUCKET_NAME
          value: {{ .Values.s3.bucketName | quote }}
        - name: ISOCENTER__AWS_S3_STORAGE__REGION
          value: {{ .Values.s3.region | quote }}
        {{- with .Values.s3.endpoint }}
        - name: ISOCENTER__AWS_S3_STORAGE__ENDPOINT
          value: {{ . | quote }}
        {{- end }}
        - name: ISOCENTER__AWS_S3_STORAGE__VIRTUAL_ADDRESSING
          value: {{ .Values.s3.virtualAddressing | quote }}
        {{- end }}
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 8042
        - name: dicom
          containerPort: 4242
      startupProbe:
        httpGet: { path: /health/live, port: http, scheme: {{ include "isocenter.scheme" . }} }
        periodSeconds: {{ .Values.probes.periodSeconds }}
        timeoutSeconds: {{ .Values.probes.timeoutSeconds }}
        failureThreshold: {{ .Values.probes.startupFailureThreshold }}
      livenessProbe:
        httpGet: { path: /health/live, port: http, scheme: {{ include "isocenter.scheme" . }} }
        periodSeconds: {{ .Values.probes.periodSeconds }}
        timeoutSeconds: {{ .Values.probes.timeoutSeconds }}
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /health/ready, port: http, scheme: {{ include "isocenter.scheme" . }} }
        periodSeconds: {{ .Values.probes.periodSeconds }}
        timeoutSeconds: {{ .Values.probes.timeoutSeconds }}
        failureThreshold: 1
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - name: configuration
          mountPath: /etc/isocenter
          readOnly: true
        - name: secrets
          mountPath: /run/secrets
          readOnly: true
        - name: data
          mountPath: /var/lib/isocenter
        - name: temporary
          mountPath: /tmp
  volumes:
    - name: configuration
      configMap:
        name: {{ include "isocenter.fullname" . }}
    - name: temporary
      emptyDir: {}
    {{- if not .Values.persistence.enabled }}
    - name: data
      emptyDir: {}
    {{- end }}
    # Files named after the variables that they stand for.
    - name: secrets
      projected:
        defaultMode: 0440
        sources:
          - secret:
              name: {{ required "registeredUsers.existingSecret" .Values.registeredUsers.existingSecret }}
              items:
                - key: {{ .Values.registeredUsers.key }}
                  path: ISOCENTER__REGISTERED_USERS
          {{- if .Values.postgresql.enabled }}
          - secret:
              name: {{ required "postgresql.existingSecret" .Values.postgresql.existingSecret }}
              items:
                - key: {{ .Values.postgresql.passwordKey }}
                  path: ISOCENTER__POSTGRESQL__PASSWORD
          {{- end }}
          {{- if .Values.s3.enabled }}
          - secret:
              name: {{ required "s3.existingSecret" .Values.s3.existingSecret }}
              items:
                - key: {{ .Values.s3.accessKeyKey }}
                  path: ISOCENTER__AWS_S3_STORAGE__ACCESS_KEY
                - key: {{ .Values.s3.secretKeyKey }}
                  path: ISOCENTER__AWS_S3_STORAGE__SECRET_KEY
          {{- end }}
          {{- range .Values.extraSecrets }}
          - secret:
              name: {{ .existingSecret }}
              items:
                - key: {{ .key }}
                  path: {{ .variable }}
          {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

// Generated from the OpenAPI document of the server (scripts/generate-types.ts): do not edit.

export interface paths {
    "/api/index.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page that shows this description */
        get: operations["getApiIndexHtml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description, as OpenAPI 3.1 */
        get: operations["getApiOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All jobs */
        get: operations["getJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job */
        get: operations["getJobsId"];
        put?: never;
        post?: never;
        /** Forget a job that has ended, with its output */
        delete: operations["deleteJobsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the job for good */
        post: operations["postJobsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Interrupt the job until it is resumed */
        post: operations["postJobsIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a failed job again, from its first item */
        post: operations["postJobsIdResubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a paused job */
        post: operations["postJobsIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/count-resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the resources that a search would find without limits
         * @description Only criteria that the index keeps can be counted, and case does not matter.
         */
        post: operations["postToolsCountResources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/execute-script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a Lua script
         * @description Only where `ExecuteLuaEnabled` is true. What the script defines stays for later scripts.
         */
        post: operations["postToolsExecuteScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find resources by what their tags, labels and metadata are
         * @description At most `LimitFindResults` (instances: `LimitFindInstances`) are found. Tags that the index does not keep are read from the files, where `StorageAccessOnFind` allows it; they cannot be combined with `Since`.
         */
        post: operations["postToolsFind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find the resources with a DICOM identifier
         * @description Case, accents, `%` and `_` do not matter. The resources come from the patient down.
         */
        post: operations["postToolsLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            /** @description What was expected */
            Details?: string;
            ErrorPayload?: {
                Content?: unknown;
                /** @enum {unknown} */
                Type?: "Dimse" | "RetrieveJob";
            };
            HttpError: string;
            HttpStatus: number;
            Message: string;
            Method: string;
            OrthancError: string;
            /** @description Number of the error, the same as Orthanc has */
            OrthancStatus: number;
            Uri: string;
        };
        Job: {
            CompletionTime?: string;
            Content: components["schemas"]["JobContent"];
            /** @description `YYYYMMDDTHHMMSS.ffffff`, UTC */
            CreationTime: string;
            /** @description seconds */
            EffectiveRuntime: number;
            ErrorCode: number;
            ErrorDescription: string;
            ErrorDetails: string;
            ErrorPayload?: unknown;
            EstimatedTimeOfArrival?: string;
            ID: string;
            Priority: number;
            /** @description percent */
            Progress: number;
            /** @enum {unknown} */
            State: "Pending" | "Running" | "Success" | "Failure" | "Paused" | "Retry";
            Timestamp: string;
            Type: string;
            UserData?: unknown;
        };
        JobContent: {
            [key: string]: unknown;
        };
        Resource: {
            AnonymizedFrom?: string;
            Attachments?: unknown[];
            ExpectedNumberOfInstances?: number | null;
            /** @description bytes */
            FileSize?: number;
            FileUuid?: string;
            ID: string;
            IndexInSeries?: number | null;
            Instances?: string[];
            IsProtected?: boolean;
            IsStable?: boolean;
            Labels?: string[];
            /** @description `YYYYMMDDTHHMMSS`, UTC */
            LastUpdate?: string;
            MainDicomTags?: components["schemas"]["Tags"];
            Metadata?: {
                [key: string]: string;
            };
            ModifiedFrom?: string;
            ParentPatient?: string;
            ParentSeries?: string;
            ParentStudy?: string;
            PatientMainDicomTags?: components["schemas"]["Tags"];
            RequestedTags?: components["schemas"]["Tags"];
            Series?: string[];
            /** @enum {unknown} */
            Status?: "Unknown" | "Complete" | "Missing" | "Inconsistent";
            Studies?: string[];
            /** @enum {unknown} */
            Type: "Patient" | "Study" | "Series" | "Instance";
        };
        ResourceLink: {
            ID: string;
            Path: string;
            /** @enum {unknown} */
            Type: "Patient" | "Study" | "Series" | "Instance";
        };
        /** @description Tags by number or keyword; a value, or an object with `Name`, `Type` and `Value` */
        Tags: {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description What went wrong; empty where the resource does not exist. Sent as plain text, though it is JSON. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getApiIndexHtml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getApiOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getJobs: {
        parameters: {
            query?: {
                /** @description Jobs in place of their ids */
                expand?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[] | components["schemas"]["Job"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getJobsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteJobsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postJobsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postJobsIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postJobsIdResubmit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postJobsIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsCountResources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Case and accents matter; off by default */
                    CaseSensitive?: boolean;
                    Labels?: string[];
                    /**
                     * @description How many of `Labels` a resource must have; `All` by default
                     * @enum {unknown}
                     */
                    LabelsConstraint?: "All" | "Any" | "None";
                    /** @description `Patient`, `Study`, `Series` or `Instance`, in any case */
                    Level: string;
                    /** @description Name of a metadata to what it must be, with wildcards */
                    MetadataQuery?: {
                        [key: string]: string;
                    };
                    /** @description Only what is within this patient */
                    ParentPatient?: string;
                    ParentSeries?: string;
                    ParentStudy?: string;
                    /** @description Tag, by keyword or number, to what its value must be: lists, ranges, wildcards as in C-FIND */
                    Query: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        Count: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsExecuteScript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/lua": string;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `ExecuteLuaEnabled` is false */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsFind: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Case and accents matter; off by default */
                    CaseSensitive?: boolean;
                    /** @description Resources in place of their ids */
                    Expand?: boolean;
                    /** @description Tags by number, with name, type and value */
                    Full?: boolean;
                    Labels?: string[];
                    /**
                     * @description How many of `Labels` a resource must have; `All` by default
                     * @enum {unknown}
                     */
                    LabelsConstraint?: "All" | "Any" | "None";
                    /** @description `Patient`, `Study`, `Series` or `Instance`, in any case */
                    Level: string;
                    /** @description Matches at most; 0 is all */
                    Limit?: number;
                    /** @description Name of a metadata to what it must be, with wildcards */
                    MetadataQuery?: {
                        [key: string]: string;
                    };
                    /** @description By the first key, then by the next … */
                    OrderBy?: {
                        /** @enum {unknown} */
                        Direction: "ASC" | "DESC";
                        /** @description The tag or the metadata */
                        Key: string;
                        /**
                         * @description What is compared: text or numbers, of a tag or of a metadata
                         * @enum {unknown}
                         */
                        Type: "DicomTag" | "DicomTagAsInt" | "DicomTagAsFloat" | "Metadata" | "MetadataAsInt";
                    }[];
                    /** @description Only what is within this patient */
                    ParentPatient?: string;
                    ParentSeries?: string;
                    ParentStudy?: string;
                    /** @description Tag, by keyword or number, to what its value must be: lists, ranges, wildcards as in C-FIND */
                    Query: {
                        [key: string]: string;
                    };
                    /** @description Tags to add as `RequestedTags` */
                    RequestedTags?: string[];
                    /** @description Parts to show */
                    ResponseContent?: ("MainDicomTags" | "RequestedTags" | "Metadata" | "Status" | "Parent" | "Children" | "Labels" | "Attachments" | "IsStable" | "IsProtected")[];
                    /** @description Tags by number, values alone */
                    Short?: boolean;
                    /** @description Tags by keyword (the default) */
                    Simplify?: boolean;
                    /** @description Matches to skip */
                    Since?: number;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[] | components["schemas"]["Resource"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsLookup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": string;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceLink"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}

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
}

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
    "/instances/{id}/anonymize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Anonymize an instance and get the file */
        post: operations["postInstancesIdAnonymize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags at the top of an instance */
        get: operations["getInstancesIdContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/content/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A value of an instance as it is encoded
         * @description Tags of an item, indices of a sequence or of the parts of pixel data, or else the bytes of a value
         */
        get: operations["getInstancesIdContentPath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write the DICOM file to a path of the server
         * @description Forbidden unless `RestApiWriteToFileSystemEnabled`
         */
        post: operations["postInstancesIdExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The DICOM file of an instance, or its data set in the DICOM JSON or Native DICOM model */
        get: operations["getInstancesIdFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers of the frames */
        get: operations["getInstancesIdFrames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be asked of a frame */
        get: operations["getInstancesIdFramesFrame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/image-int16": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of 16 bits with sign, values cut off */
        get: operations["getInstancesIdFramesFrameImageInt16"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/image-uint8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of 8 bits, values cut off */
        get: operations["getInstancesIdFramesFrameImageUint8"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/image-uint16": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of 16 bits, values cut off */
        get: operations["getInstancesIdFramesFrameImageUint16"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/matlab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frame as an expression of MATLAB and GNU Octave */
        get: operations["getInstancesIdFramesFrameMatlab"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/numpy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frame as an array of NumPy: rows, columns, samples */
        get: operations["getInstancesIdFramesFrameNumpy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture with the full range of its grey values */
        get: operations["getInstancesIdFramesFramePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frame as it is stored, in little endian */
        get: operations["getInstancesIdFramesFrameRaw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/raw.gz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frame as it is stored, compressed by gzip */
        get: operations["getInstancesIdFramesFrameRawGz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/frames/{frame}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture in its window */
        get: operations["getInstancesIdFramesFrameRendered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/header": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file meta information (group 0002) of an instance */
        get: operations["getInstancesIdHeader"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/image-int16": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of 16 bits with sign, values cut off */
        get: operations["getInstancesIdImageInt16"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/image-uint8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of 8 bits, values cut off */
        get: operations["getInstancesIdImageUint8"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/image-uint16": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture of 16 bits, values cut off */
        get: operations["getInstancesIdImageUint16"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of the resource */
        get: operations["getInstancesIdLabels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the resource has a label */
        get: operations["getInstancesIdLabelsLabel"];
        /** Put a label on the resource */
        put: operations["putInstancesIdLabelsLabel"];
        post?: never;
        /**
         * Take a label off the resource
         * @description Whether it is set or not
         */
        delete: operations["deleteInstancesIdLabelsLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/matlab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frame as an expression of MATLAB and GNU Octave */
        get: operations["getInstancesIdMatlab"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/modify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Modify an instance and get the file */
        post: operations["postInstancesIdModify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/module": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags of the DICOM module of the instance
         * @description As one of the files has them
         */
        get: operations["getInstancesIdModule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/numpy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The frames as an array of NumPy: frames, rows, columns, samples */
        get: operations["getInstancesIdNumpy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture with the full range of its grey values */
        get: operations["getInstancesIdPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture in its window */
        get: operations["getInstancesIdRendered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/simplified-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags of an instance by keyword */
        get: operations["getInstancesIdSimplifiedTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags of an instance */
        get: operations["getInstancesIdTags"];
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
    "/patients/{id}/anonymize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an anonymized copy */
        post: operations["postPatientsIdAnonymize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/instances-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags of all instances, by their public ids */
        get: operations["getPatientsIdInstancesTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of the resource */
        get: operations["getPatientsIdLabels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the resource has a label */
        get: operations["getPatientsIdLabelsLabel"];
        /** Put a label on the resource */
        put: operations["putPatientsIdLabelsLabel"];
        post?: never;
        /**
         * Take a label off the resource
         * @description Whether it is set or not
         */
        delete: operations["deletePatientsIdLabelsLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/modify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a modified copy */
        post: operations["postPatientsIdModify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/module": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags of the DICOM module of the patient
         * @description As one of the files has them
         */
        get: operations["getPatientsIdModule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/shared-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags that have the same value in all instances */
        get: operations["getPatientsIdSharedTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/anonymize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an anonymized copy */
        post: operations["postSeriesIdAnonymize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/instances-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags of all instances, by their public ids */
        get: operations["getSeriesIdInstancesTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of the resource */
        get: operations["getSeriesIdLabels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the resource has a label */
        get: operations["getSeriesIdLabelsLabel"];
        /** Put a label on the resource */
        put: operations["putSeriesIdLabelsLabel"];
        post?: never;
        /**
         * Take a label off the resource
         * @description Whether it is set or not
         */
        delete: operations["deleteSeriesIdLabelsLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/modify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a modified copy */
        post: operations["postSeriesIdModify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/module": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags of the DICOM module of the series
         * @description As one of the files has them
         */
        get: operations["getSeriesIdModule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/numpy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The slices of a series in their order as an array of NumPy: frames, rows, columns, samples */
        get: operations["getSeriesIdNumpy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/ordered-slices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The slices of a series in their order */
        get: operations["getSeriesIdOrderedSlices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/shared-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags that have the same value in all instances */
        get: operations["getSeriesIdSharedTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/anonymize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an anonymized copy */
        post: operations["postStudiesIdAnonymize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/instances-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags of all instances, by their public ids */
        get: operations["getStudiesIdInstancesTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of the resource */
        get: operations["getStudiesIdLabels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the resource has a label */
        get: operations["getStudiesIdLabelsLabel"];
        /** Put a label on the resource */
        put: operations["putStudiesIdLabelsLabel"];
        post?: never;
        /**
         * Take a label off the resource
         * @description Whether it is set or not
         */
        delete: operations["deleteStudiesIdLabelsLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take studies, series and instances into a study */
        post: operations["postStudiesIdMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/modify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a modified copy */
        post: operations["postStudiesIdModify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/module": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags of the DICOM module of the study
         * @description As one of the files has them
         */
        get: operations["getStudiesIdModule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/module-patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags of the DICOM module of the patient
         * @description As one of the files has them
         */
        get: operations["getStudiesIdModulePatient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/shared-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags that have the same value in all instances */
        get: operations["getStudiesIdSharedTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take series and instances of a study into a new one */
        post: operations["postStudiesIdSplit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/bulk-anonymize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make anonymized copies of many resources */
        post: operations["postToolsBulkAnonymize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/bulk-modify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make modified copies of many resources */
        post: operations["postToolsBulkModify"];
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
    "/tools/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every label in use */
        get: operations["getToolsLabels"];
        put?: never;
        post?: never;
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
        ModificationContent: {
            Description: string;
            FailedInstancesCount: number;
            /** @description The resource that was made */
            ID?: string;
            InstancesCount: number;
            IsAnonymization?: boolean;
            ParentResources: string[];
            Path?: string;
            /** @description Public id of its patient */
            PatientID?: string;
            Resources: {
                ID: string;
                Path?: string;
                Type: string;
            }[];
            /** @description Public id of the study that series came to */
            TargetStudy?: string;
            TargetStudyUID?: string;
            Type?: string;
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
        SubmittedJob: {
            ID: string;
            /** @description `/jobs/{id}` */
            Path: string;
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
    postInstancesIdAnonymize: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Edition of PS3.15 whose Basic Profile is applied: 2008, 2017c, 2021b, 2023b */
                    DicomVersion?: string;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    KeepPrivateTags?: boolean;
                    LossyQuality?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
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
                    "application/dicom": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdContent: {
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
                    "application/json": string[];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdContentPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description `gggg-eeee`, or `gggg-eeee/{index}/gggg-eeee…` into sequences */
                path: string;
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
                    "application/json": string[];
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postInstancesIdExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
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
                    "text/plain": string;
                };
            };
            /** @description It is not enabled */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFile: {
        parameters: {
            query?: {
                /** @description The name to save the file under */
                filename?: string;
                /** @description UID of the transfer syntax to send the file in */
                transcode?: string;
            };
            header?: {
                /** @description `application/dicom+json` or `application/dicom+xml` for a document */
                accept?: string;
                /** @description Of the file */
                range?: string;
            };
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
                    "application/dicom": unknown;
                    "application/dicom+json": string;
                    "application/dicom+xml": string;
                };
            };
            /** @description The range that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFrames: {
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
                    "application/json": number[];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrame: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "application/json": ("image-int16" | "image-uint16" | "image-uint8" | "matlab" | "numpy" | "preview" | "raw" | "raw.gz" | "rendered")[];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameImageInt16: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameImageUint8: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameImageUint16: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameMatlab: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameNumpy: {
        parameters: {
            query?: {
                /** @description A compressed archive (`.npz`) with the array `arr_0` */
                compress?: boolean;
                /** @description Grey values as the modality means them, in 32-bit floating point; by default */
                rescale?: boolean;
            };
            header?: never;
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFramePreview: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameRaw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "application/octet-stream": unknown;
                    "image/jp2": unknown;
                    "image/jpeg": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameRawGz: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "application/gzip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdFramesFrameRendered: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
            path: {
                /** @description Number of the frame, from 0 */
                frame: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdHeader: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdImageInt16: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdImageUint8: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdImageUint16: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdLabels: {
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
                    "application/json": string[];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            /** @description It has not */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putInstancesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteInstancesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdMatlab: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postInstancesIdModify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    LossyQuality?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    RemovePrivateTags?: boolean;
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
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
                    "application/dicom": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdModule: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdNumpy: {
        parameters: {
            query?: {
                /** @description A compressed archive (`.npz`) with the array `arr_0` */
                compress?: boolean;
                /** @description Grey values as the modality means them, in 32-bit floating point; by default */
                rescale?: boolean;
            };
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
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdPreview: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdRendered: {
        parameters: {
            query?: {
                /** @description Lead to a picture that says so when the frame cannot be decoded */
                returnUnsupportedImage?: boolean;
            };
            header?: {
                /** @description image/png, image/jpeg, image/x-portable-arbitrarymap */
                accept?: string;
            };
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                    "image/x-portable-arbitrarymap": unknown;
                };
            };
            /** @description To a picture that says that the frame cannot be decoded */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It cannot be decoded */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdSimplifiedTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description Tags after the pixel data, too */
                whole?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description Tags after the pixel data, too */
                whole?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
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
    postPatientsIdAnonymize: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Edition of PS3.15 whose Basic Profile is applied: 2008, 2017c, 2021b, 2023b */
                    DicomVersion?: string;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    KeepPrivateTags?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdInstancesTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": {
                        [key: string]: components["schemas"]["Tags"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdLabels: {
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
                    "application/json": string[];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            /** @description It has not */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putPatientsIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deletePatientsIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPatientsIdModify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    RemovePrivateTags?: boolean;
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdModule: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdSharedTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdAnonymize: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Edition of PS3.15 whose Basic Profile is applied: 2008, 2017c, 2021b, 2023b */
                    DicomVersion?: string;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    KeepPrivateTags?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdInstancesTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": {
                        [key: string]: components["schemas"]["Tags"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdLabels: {
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
                    "application/json": string[];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            /** @description It has not */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putSeriesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSeriesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdModify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    RemovePrivateTags?: boolean;
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdModule: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdNumpy: {
        parameters: {
            query?: {
                /** @description A compressed archive (`.npz`) with the array `arr_0` */
                compress?: boolean;
                /** @description Grey values as the modality means them, in 32-bit floating point; by default */
                rescale?: boolean;
            };
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
                    "application/octet-stream": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdOrderedSlices: {
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
                    "application/json": {
                        /** @description Files, in order */
                        Dicom: string[];
                        /** @description Frames, in order */
                        Slices: string[];
                        /** @description Instance, first frame, number of frames */
                        SlicesShort: [
                            string,
                            number,
                            number
                        ][];
                        /** @enum {unknown} */
                        Type: "Volume" | "Sequence";
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdSharedTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdAnonymize: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Edition of PS3.15 whose Basic Profile is applied: 2008, 2017c, 2021b, 2023b */
                    DicomVersion?: string;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    KeepPrivateTags?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdInstancesTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": {
                        [key: string]: components["schemas"]["Tags"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdLabels: {
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
                    "application/json": string[];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            /** @description It has not */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putStudiesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteStudiesIdLabelsLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Letters, digits, `-` and `_`, at most 64 */
                label: string;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Public ids of studies, series and instances */
                    Resources: string[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdModify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    RemovePrivateTags?: boolean;
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdModule: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdModulePatient: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdSharedTags: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to show whatever their length, separated by `,` or `;` */
                "ignore-length"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
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
                    "application/json": components["schemas"]["Tags"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdSplit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Public ids of instances of the study */
                    Instances?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Public ids of series of the study */
                    Series?: string[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsBulkAnonymize: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Edition of PS3.15 whose Basic Profile is applied: 2008, 2017c, 2021b, 2023b */
                    DicomVersion?: string;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    KeepPrivateTags?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Public ids, of any levels */
                    Resources: string[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsBulkModify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Needed to keep, set or remove an identifier */
                    Force?: boolean;
                    /** @description Tags that stay as they are (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Keep?: string[];
                    /** @description The new resources get the labels of the old ones */
                    KeepLabels?: boolean;
                    /** @description False: the sources are deleted when all is stored */
                    KeepSource?: boolean;
                    /** @description The level that is modified; Instance by default */
                    Level?: string;
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Of private tags that are set and have no creator */
                    PrivateCreator?: string;
                    /** @description Tags that are taken away (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`) */
                    Remove?: string[];
                    RemovePrivateTags?: boolean;
                    /** @description Tags that are set (keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`): text, null, or an array of objects of tags for a sequence */
                    Replace?: {
                        [key: string]: unknown;
                    };
                    /** @description Public ids, of any levels */
                    Resources: string[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the result */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
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
                    "application/json": components["schemas"]["SubmittedJob"];
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
    getToolsLabels: {
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
                    "application/json": string[];
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

// Generated from the OpenAPI document of the server (scripts/generate-types.ts): do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to the web page */
        get: operations["getRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/app/explorer.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The web page */
        get: operations["getAppExplorerHtml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what came, became stable and was updated
         * @description What is deleted takes its changes along.
         */
        get: operations["getChanges"];
        put?: never;
        post?: never;
        /**
         * Clear the list of changes
         * @description Their numbers go on where they were.
         */
        delete: operations["deleteChanges"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent to modalities and peers
         * @description Filled when `LogExportedResources` is on.
         */
        get: operations["getExports"];
        put?: never;
        post?: never;
        /** Forget what was sent */
        delete: operations["deleteExports"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the server is alive */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Tell whether the server is alive */
        head: operations["headHealthLive"];
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the server can do its work */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Tell whether the server can do its work */
        head: operations["headHealthReady"];
        patch?: never;
        trace?: never;
    };
    "/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All instances */
        get: operations["getInstances"];
        put?: never;
        /** Store DICOM files */
        post: operations["postInstances"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One instance */
        get: operations["getInstancesId"];
        put?: never;
        post?: never;
        /**
         * Delete the instance and all below it
         * @description What becomes empty above it is deleted too.
         */
        delete: operations["deleteInstancesId"];
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
    "/instances/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attachments of the resource */
        get: operations["getInstancesIdAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be asked of the attachment */
        get: operations["getInstancesIdAttachmentsName"];
        /** Set an attachment of users */
        put: operations["putInstancesIdAttachmentsName"];
        post?: never;
        /** Delete an attachment of users */
        delete: operations["deleteInstancesIdAttachmentsName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/compress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file compressed */
        post: operations["postInstancesIdAttachmentsNameCompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/compressed-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file as it is stored */
        get: operations["getInstancesIdAttachmentsNameCompressedData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/compressed-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file as it is stored */
        get: operations["getInstancesIdAttachmentsNameCompressedMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/compressed-size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file as it is stored */
        get: operations["getInstancesIdAttachmentsNameCompressedSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file */
        get: operations["getInstancesIdAttachmentsNameData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier, type, sizes and MD5 of the file */
        get: operations["getInstancesIdAttachmentsNameInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/is-compressed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the file is stored compressed */
        get: operations["getInstancesIdAttachmentsNameIsCompressed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file */
        get: operations["getInstancesIdAttachmentsNameMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file */
        get: operations["getInstancesIdAttachmentsNameSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/uncompress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file as it is */
        post: operations["postInstancesIdAttachmentsNameUncompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/uuid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier of the file in the storage */
        get: operations["getInstancesIdAttachmentsNameUuid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/attachments/{name}/verify-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare the file with its MD5 */
        post: operations["postInstancesIdAttachmentsNameVerifyMd5"];
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
    "/instances/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metadata of the resource */
        get: operations["getInstancesIdMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/metadata/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A value of the metadata */
        get: operations["getInstancesIdMetadataName"];
        /** Set metadata of users */
        put: operations["putInstancesIdMetadataName"];
        post?: never;
        /** Delete metadata of users */
        delete: operations["deleteInstancesIdMetadataName"];
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
    "/instances/{id}/patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The patient of the instance */
        get: operations["getInstancesIdPatient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The PDF that an instance encapsulates */
        get: operations["getInstancesIdPdf"];
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
    "/instances/{id}/reconstruct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the main tags and metadata in the index anew from the files
         * @description Answered when it is done. Labels, user metadata and attachments stay. The last instance counts.
         */
        post: operations["postInstancesIdReconstruct"];
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
    "/instances/{id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The series of the instance */
        get: operations["getInstancesIdSeries"];
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
    "/instances/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sizes, and counts of what is below */
        get: operations["getInstancesIdStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/instances/{id}/study": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The study of the instance */
        get: operations["getInstancesIdStudy"];
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
    "/jobs/{id}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download what a job has made */
        get: operations["getJobsIdKey"];
        put?: never;
        post?: never;
        /** Drop what a job has made */
        delete: operations["deleteJobsIdKey"];
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
    "/modalities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The DICOM applications that the server knows */
        get: operations["getModalities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be done with a modality */
        get: operations["getModalitiesId"];
        /**
         * Add or replace a modality
         * @description Kept over restarts when `DicomModalitiesInDatabase` is on.
         */
        put: operations["putModalitiesId"];
        post?: never;
        /** Forget a modality */
        delete: operations["deleteModalitiesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The configuration of a modality */
        get: operations["getModalitiesIdConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/echo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a modality whether it is there (C-ECHO) */
        post: operations["postModalitiesIdEcho"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search patients in a modality, with their studies and series
         * @deprecated
         */
        post: operations["postModalitiesIdFind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/find-instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search in a modality at one level, answered at once
         * @deprecated
         */
        post: operations["postModalitiesIdFindInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/find-patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search in a modality at one level, answered at once
         * @deprecated
         */
        post: operations["postModalitiesIdFindPatient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/find-series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search in a modality at one level, answered at once
         * @deprecated
         */
        post: operations["postModalitiesIdFindSeries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/find-study": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search in a modality at one level, answered at once
         * @deprecated
         */
        post: operations["postModalitiesIdFindStudy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/find-worklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the worklist of a modality (C-FIND) */
        post: operations["postModalitiesIdFindWorklist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch resources from a modality (C-GET) */
        post: operations["postModalitiesIdGet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a modality send resources to this server or a third application (C-MOVE) */
        post: operations["postModalitiesIdMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search in a modality (C-FIND), and keep the answers */
        post: operations["postModalitiesIdQuery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/storage-commitment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a modality to commit itself to instances */
        post: operations["postModalitiesIdStorageCommitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send resources to a modality (C-STORE) */
        post: operations["postModalitiesIdStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/modalities/{id}/store-straight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a DICOM file to a modality (C-STORE), without storing it here */
        post: operations["postModalitiesIdStoreStraight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All patients */
        get: operations["getPatients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One patient */
        get: operations["getPatientsId"];
        put?: never;
        post?: never;
        /**
         * Delete the patient and all below it
         * @description What becomes empty above it is deleted too.
         */
        delete: operations["deletePatientsId"];
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
    "/patients/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download as a ZIP archive */
        get: operations["getPatientsIdArchive"];
        put?: never;
        /** Make a ZIP archive */
        post: operations["postPatientsIdArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attachments of the resource */
        get: operations["getPatientsIdAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be asked of the attachment */
        get: operations["getPatientsIdAttachmentsName"];
        /** Set an attachment of users */
        put: operations["putPatientsIdAttachmentsName"];
        post?: never;
        /** Delete an attachment of users */
        delete: operations["deletePatientsIdAttachmentsName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/compress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file compressed */
        post: operations["postPatientsIdAttachmentsNameCompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/compressed-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file as it is stored */
        get: operations["getPatientsIdAttachmentsNameCompressedData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/compressed-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file as it is stored */
        get: operations["getPatientsIdAttachmentsNameCompressedMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/compressed-size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file as it is stored */
        get: operations["getPatientsIdAttachmentsNameCompressedSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file */
        get: operations["getPatientsIdAttachmentsNameData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier, type, sizes and MD5 of the file */
        get: operations["getPatientsIdAttachmentsNameInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/is-compressed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the file is stored compressed */
        get: operations["getPatientsIdAttachmentsNameIsCompressed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file */
        get: operations["getPatientsIdAttachmentsNameMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file */
        get: operations["getPatientsIdAttachmentsNameSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/uncompress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file as it is */
        post: operations["postPatientsIdAttachmentsNameUncompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/uuid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier of the file in the storage */
        get: operations["getPatientsIdAttachmentsNameUuid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/attachments/{name}/verify-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare the file with its MD5 */
        post: operations["postPatientsIdAttachmentsNameVerifyMd5"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The instances of the patient
         * @description Expanded unless `expand` is false.
         */
        get: operations["getPatientsIdInstances"];
        put?: never;
        post?: never;
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
    "/patients/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download as DICOM media */
        get: operations["getPatientsIdMedia"];
        put?: never;
        /** Make DICOM media */
        post: operations["postPatientsIdMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metadata of the resource */
        get: operations["getPatientsIdMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/metadata/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A value of the metadata */
        get: operations["getPatientsIdMetadataName"];
        /** Set metadata of users */
        put: operations["putPatientsIdMetadataName"];
        post?: never;
        /** Delete metadata of users */
        delete: operations["deletePatientsIdMetadataName"];
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
    "/patients/{id}/protected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the patient is protected from being recycled */
        get: operations["getPatientsIdProtected"];
        /** Protect the patient from being recycled, or no longer */
        put: operations["putPatientsIdProtected"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/reconstruct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the main tags and metadata in the index anew from the files
         * @description Answered when it is done. Labels, user metadata and attachments stay. The last instance counts.
         */
        post: operations["postPatientsIdReconstruct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The series of the patient
         * @description Expanded unless `expand` is false.
         */
        get: operations["getPatientsIdSeries"];
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
    "/patients/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sizes, and counts of what is below */
        get: operations["getPatientsIdStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/patients/{id}/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The studies of the patient
         * @description Expanded unless `expand` is false.
         */
        get: operations["getPatientsIdStudies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/peers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The other servers that this one knows */
        get: operations["getPeers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/peers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be done with a peer */
        get: operations["getPeersId"];
        /**
         * Add or replace a peer
         * @description Kept over restarts when `OrthancPeersInDatabase` is on.
         */
        put: operations["putPeersId"];
        post?: never;
        /** Forget a peer */
        delete: operations["deletePeersId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/peers/{id}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The configuration of a peer, without its secrets */
        get: operations["getPeersIdConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/peers/{id}/store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send resources to a peer */
        post: operations["postPeersIdStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/peers/{id}/store-straight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a DICOM file to a peer, without storing it here */
        post: operations["postPeersIdStoreStraight"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/peers/{id}/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the peer says of itself: its `/system` */
        get: operations["getPeersIdSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the plugins
         * @description `explorer.js` is always among them.
         */
        get: operations["getPlugins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe a plugin */
        get: operations["getPluginsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/explorer.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the scripts that plugins add to the web page */
        get: operations["getPluginsExplorerJs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The queries that are kept */
        get: operations["getQueries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be done with a query */
        get: operations["getQueriesId"];
        put?: never;
        post?: never;
        /** Forget a query and its answers */
        delete: operations["deleteQueriesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answers to a query */
        get: operations["getQueriesIdAnswers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/answers/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be done with an answer */
        get: operations["getQueriesIdAnswersIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/answers/{index}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tags of an answer */
        get: operations["getQueriesIdAnswersIndexContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/answers/{index}/query-instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search in the same modality below an answer (C-FIND), and keep the answers */
        post: operations["postQueriesIdAnswersIndexQueryInstances"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/answers/{index}/query-series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search in the same modality below an answer (C-FIND), and keep the answers */
        post: operations["postQueriesIdAnswersIndexQuerySeries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/answers/{index}/query-studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search in the same modality below an answer (C-FIND), and keep the answers */
        post: operations["postQueriesIdAnswersIndexQueryStudies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/answers/{index}/retrieve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retrieve what was found (C-MOVE or C-GET) */
        post: operations["postQueriesIdAnswersIndexRetrieve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/level": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Patient, Study, Series or Instance */
        get: operations["getQueriesIdLevel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/modality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Name of the modality */
        get: operations["getQueriesIdModality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked */
        get: operations["getQueriesIdQuery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queries/{id}/retrieve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retrieve what was found (C-MOVE or C-GET) */
        post: operations["postQueriesIdRetrieve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relay/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What clients have asked for that upstreams may have, the newest first
         * @description On all servers of the index; `MaximumRequestsKept` says how many of those that have ended are kept.
         */
        get: operations["getRelayRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relay/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request */
        get: operations["getRelayRequestsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relay/requests/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give up a request
         * @description Its client is told what has not come. Only on the server that performs the request.
         */
        post: operations["postRelayRequestsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relay/upstreams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The upstreams, in the order in which they are asked
         * @description What runs and waits is that of this server; caches are those of the index.
         */
        get: operations["getRelayUpstreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/relay/upstreams/{id}/echo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask an upstream whether it answers
         * @description By a search for a study that does not exist, over the way by which everything else is asked.
         */
        post: operations["postRelayUpstreamsIdEcho"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All series */
        get: operations["getSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One series */
        get: operations["getSeriesId"];
        put?: never;
        post?: never;
        /**
         * Delete the series and all below it
         * @description What becomes empty above it is deleted too.
         */
        delete: operations["deleteSeriesId"];
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
    "/series/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download as a ZIP archive */
        get: operations["getSeriesIdArchive"];
        put?: never;
        /** Make a ZIP archive */
        post: operations["postSeriesIdArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attachments of the resource */
        get: operations["getSeriesIdAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be asked of the attachment */
        get: operations["getSeriesIdAttachmentsName"];
        /** Set an attachment of users */
        put: operations["putSeriesIdAttachmentsName"];
        post?: never;
        /** Delete an attachment of users */
        delete: operations["deleteSeriesIdAttachmentsName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/compress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file compressed */
        post: operations["postSeriesIdAttachmentsNameCompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/compressed-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file as it is stored */
        get: operations["getSeriesIdAttachmentsNameCompressedData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/compressed-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file as it is stored */
        get: operations["getSeriesIdAttachmentsNameCompressedMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/compressed-size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file as it is stored */
        get: operations["getSeriesIdAttachmentsNameCompressedSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file */
        get: operations["getSeriesIdAttachmentsNameData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier, type, sizes and MD5 of the file */
        get: operations["getSeriesIdAttachmentsNameInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/is-compressed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the file is stored compressed */
        get: operations["getSeriesIdAttachmentsNameIsCompressed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file */
        get: operations["getSeriesIdAttachmentsNameMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file */
        get: operations["getSeriesIdAttachmentsNameSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/uncompress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file as it is */
        post: operations["postSeriesIdAttachmentsNameUncompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/uuid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier of the file in the storage */
        get: operations["getSeriesIdAttachmentsNameUuid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/attachments/{name}/verify-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare the file with its MD5 */
        post: operations["postSeriesIdAttachmentsNameVerifyMd5"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The instances of the series
         * @description Expanded unless `expand` is false.
         */
        get: operations["getSeriesIdInstances"];
        put?: never;
        post?: never;
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
    "/series/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download as DICOM media */
        get: operations["getSeriesIdMedia"];
        put?: never;
        /** Make DICOM media */
        post: operations["postSeriesIdMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metadata of the resource */
        get: operations["getSeriesIdMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/metadata/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A value of the metadata */
        get: operations["getSeriesIdMetadataName"];
        /** Set metadata of users */
        put: operations["putSeriesIdMetadataName"];
        post?: never;
        /** Delete metadata of users */
        delete: operations["deleteSeriesIdMetadataName"];
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
    "/series/{id}/patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The patient of the series */
        get: operations["getSeriesIdPatient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/reconstruct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the main tags and metadata in the index anew from the files
         * @description Answered when it is done. Labels, user metadata and attachments stay. The last instance counts.
         */
        post: operations["postSeriesIdReconstruct"];
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
    "/series/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sizes, and counts of what is below */
        get: operations["getSeriesIdStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/series/{id}/study": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The study of the series */
        get: operations["getSeriesIdStudy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what is stored */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage-commitment/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the modality has said */
        get: operations["getStorageCommitmentId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/storage-commitment/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete the instances that the modality has committed itself to */
        post: operations["postStorageCommitmentIdRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All studies */
        get: operations["getStudies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One study */
        get: operations["getStudiesId"];
        put?: never;
        post?: never;
        /**
         * Delete the study and all below it
         * @description What becomes empty above it is deleted too.
         */
        delete: operations["deleteStudiesId"];
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
    "/studies/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download as a ZIP archive */
        get: operations["getStudiesIdArchive"];
        put?: never;
        /** Make a ZIP archive */
        post: operations["postStudiesIdArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attachments of the resource */
        get: operations["getStudiesIdAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be asked of the attachment */
        get: operations["getStudiesIdAttachmentsName"];
        /** Set an attachment of users */
        put: operations["putStudiesIdAttachmentsName"];
        post?: never;
        /** Delete an attachment of users */
        delete: operations["deleteStudiesIdAttachmentsName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/compress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file compressed */
        post: operations["postStudiesIdAttachmentsNameCompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/compressed-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file as it is stored */
        get: operations["getStudiesIdAttachmentsNameCompressedData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/compressed-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file as it is stored */
        get: operations["getStudiesIdAttachmentsNameCompressedMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/compressed-size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file as it is stored */
        get: operations["getStudiesIdAttachmentsNameCompressedSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file */
        get: operations["getStudiesIdAttachmentsNameData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier, type, sizes and MD5 of the file */
        get: operations["getStudiesIdAttachmentsNameInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/is-compressed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the file is stored compressed */
        get: operations["getStudiesIdAttachmentsNameIsCompressed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MD5 of the file */
        get: operations["getStudiesIdAttachmentsNameMd5"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of the file */
        get: operations["getStudiesIdAttachmentsNameSize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/uncompress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store the file as it is */
        post: operations["postStudiesIdAttachmentsNameUncompress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/uuid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifier of the file in the storage */
        get: operations["getStudiesIdAttachmentsNameUuid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/attachments/{name}/verify-md5": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare the file with its MD5 */
        post: operations["postStudiesIdAttachmentsNameVerifyMd5"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The instances of the study
         * @description Expanded unless `expand` is false.
         */
        get: operations["getStudiesIdInstances"];
        put?: never;
        post?: never;
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
    "/studies/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download as DICOM media */
        get: operations["getStudiesIdMedia"];
        put?: never;
        /** Make DICOM media */
        post: operations["postStudiesIdMedia"];
        delete?: never;
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
    "/studies/{id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metadata of the resource */
        get: operations["getStudiesIdMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/metadata/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A value of the metadata */
        get: operations["getStudiesIdMetadataName"];
        /** Set metadata of users */
        put: operations["putStudiesIdMetadataName"];
        post?: never;
        /** Delete metadata of users */
        delete: operations["deleteStudiesIdMetadataName"];
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
    "/studies/{id}/patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The patient of the study */
        get: operations["getStudiesIdPatient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/reconstruct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the main tags and metadata in the index anew from the files
         * @description Answered when it is done. Labels, user metadata and attachments stay. The last instance counts.
         */
        post: operations["postStudiesIdReconstruct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/studies/{id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The series of the study
         * @description Expanded unless `expand` is false.
         */
        get: operations["getStudiesIdSeries"];
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
    "/studies/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sizes, and counts of what is below */
        get: operations["getStudiesIdStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe the server */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tools */
        get: operations["getTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/accepted-sop-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the storage SOP classes that are accepted */
        get: operations["getToolsAcceptedSopClasses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/accepted-transfer-syntaxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the transfer syntaxes that are accepted for storage */
        get: operations["getToolsAcceptedTransferSyntaxes"];
        /** Change which transfer syntaxes are accepted for storage */
        put: operations["putToolsAcceptedTransferSyntaxes"];
        post?: never;
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
    "/tools/bulk-content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show many resources at once */
        post: operations["postToolsBulkContent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/bulk-delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete many resources at once
         * @description What is not there counts as deleted.
         */
        post: operations["postToolsBulkDelete"];
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
    "/tools/create-archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a ZIP archive */
        get: operations["getToolsCreateArchive"];
        put?: never;
        /** Make a ZIP archive of several resources */
        post: operations["postToolsCreateArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/create-dicom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create and store a DICOM instance, or a series
         * @description A body without `Tags` is taken for the tags themselves; `PixelData` is the content then.
         */
        post: operations["postToolsCreateDicom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/create-media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download DICOM media */
        get: operations["getToolsCreateMedia"];
        put?: never;
        /** Make DICOM media of several resources */
        post: operations["postToolsCreateMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/create-media-extended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download extended DICOM media */
        get: operations["getToolsCreateMediaExtended"];
        put?: never;
        /** Make extended DICOM media of several resources */
        post: operations["postToolsCreateMediaExtended"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/default-encoding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell which character set is assumed of files that name none */
        get: operations["getToolsDefaultEncoding"];
        /** Change which character set is assumed of files that name none, until the server ends */
        put: operations["putToolsDefaultEncoding"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/dicom-conformance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the DICOM Conformance Statement
         * @description Made from what is configured and set at the moment.
         */
        get: operations["getToolsDicomConformance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/dicom-echo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a DICOM application that is not configured
         * @description The other fields of a modality may be given, too.
         */
        post: operations["postToolsDicomEcho"];
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
         * @description At most `LimitFindResults` (instances: `LimitFindInstances`) are found. Tags that the index does not keep are read from the files, where `StorageAccessOnFind` allows it; they cannot be combined with `Since`. What upstreams of the relay have comes after what is here.
         */
        post: operations["postToolsFind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/generate-uid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Make a new identifier */
        get: operations["getToolsGenerateUid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/invalidate-tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget tags that are kept in memory: nothing to do here, where they never are */
        post: operations["postToolsInvalidateTags"];
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
    "/tools/log-level": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of all that is logged */
        get: operations["getToolsLogLevel"];
        /** Change the level of all that is logged, until the server ends */
        put: operations["putToolsLogLevel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/log-level-dicom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of what is logged of dicom */
        get: operations["getToolsLogLevelDicom"];
        /** Change the level of what is logged of dicom, until the server ends */
        put: operations["putToolsLogLevelDicom"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/log-level-generic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of what is logged of generic */
        get: operations["getToolsLogLevelGeneric"];
        /** Change the level of what is logged of generic, until the server ends */
        put: operations["putToolsLogLevelGeneric"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/log-level-http": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of what is logged of http */
        get: operations["getToolsLogLevelHttp"];
        /** Change the level of what is logged of http, until the server ends */
        put: operations["putToolsLogLevelHttp"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/log-level-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of what is logged of jobs */
        get: operations["getToolsLogLevelJobs"];
        /** Change the level of what is logged of jobs, until the server ends */
        put: operations["putToolsLogLevelJobs"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/log-level-lua": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of what is logged of lua */
        get: operations["getToolsLogLevelLua"];
        /** Change the level of what is logged of lua, until the server ends */
        put: operations["putToolsLogLevelLua"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/log-level-plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of what is logged of plugins */
        get: operations["getToolsLogLevelPlugins"];
        /** Change the level of what is logged of plugins, until the server ends */
        put: operations["putToolsLogLevelPlugins"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/log-level-sqlite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the level of what is logged of sqlite */
        get: operations["getToolsLogLevelSqlite"];
        /** Change the level of what is logged of sqlite, until the server ends */
        put: operations["putToolsLogLevelSqlite"];
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
         * @description Case and accents do not matter. The resources come from the patient down.
         */
        post: operations["postToolsLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether metrics are counted */
        get: operations["getToolsMetrics"];
        /** Count metrics or not, until the server ends */
        put: operations["putToolsMetrics"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/metrics-prometheus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the metrics in the text format of Prometheus */
        get: operations["getToolsMetricsPrometheus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the time in UTC */
        get: operations["getToolsNow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/now-local": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell the time of the time zone of the server */
        get: operations["getToolsNowLocal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/reconstruct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the whole index anew from the files
         * @description Answered when it is done. Labels, user metadata and attachments stay. What cannot be read is logged.
         */
        post: operations["postToolsReconstruct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start the server anew, with the configuration as it is then */
        post: operations["postToolsReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/shutdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the server */
        post: operations["postToolsShutdown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tools/unknown-sop-class-accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether SOP classes are accepted that the standard does not have */
        get: operations["getToolsUnknownSopClassAccepted"];
        /** Change whether SOP classes are accepted that the standard does not have */
        put: operations["putToolsUnknownSopClassAccepted"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webdav": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a file */
        get: operations["getWebdav"];
        /** Store a DICOM file or a ZIP */
        put: operations["putWebdav"];
        post?: never;
        /** Delete */
        delete: operations["deleteWebdav"];
        /** What is offered */
        options: operations["optionsWebdav"];
        /** Look for a file */
        head: operations["headWebdav"];
        patch?: never;
        trace?: never;
    };
    "/webdav/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a file */
        get: operations["getWebdavPath"];
        /** Store a DICOM file or a ZIP */
        put: operations["putWebdavPath"];
        post?: never;
        /** Delete */
        delete: operations["deleteWebdavPath"];
        /** What is offered */
        options: operations["optionsWebdavPath"];
        /** Look for a file */
        head: operations["headWebdavPath"];
        patch?: never;
        trace?: never;
    };
    "/worklists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All worklists */
        get: operations["getWorklists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worklists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One worklist */
        get: operations["getWorklistsId"];
        /** Replace a worklist, or add it under this id */
        put: operations["putWorklistsId"];
        post?: never;
        /** Delete a worklist */
        delete: operations["deleteWorklistsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/worklists/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a worklist */
        post: operations["postWorklistsCreate"];
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
        Attachment: {
            CompressedMD5: string;
            /** @description bytes */
            CompressedSize: number;
            ContentType: number;
            UncompressedMD5: string;
            /** @description bytes */
            UncompressedSize: number;
            Uuid: string;
        };
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
        Export: {
            /** @description `YYYYMMDDTHHMMSS`, UTC */
            Date: string;
            ID: string;
            Path: string;
            PatientID: string;
            /** @description Symbolic name of the modality or the peer */
            RemoteModality: string;
            /** @enum {unknown} */
            ResourceType: "Patient" | "Study" | "Series" | "Instance";
            Seq: number;
            SeriesInstanceUID?: string;
            SOPInstanceUID?: string;
            StudyInstanceUID?: string;
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
        Modality: {
            AET: string;
            AllowEcho?: boolean;
            AllowEventReport?: boolean;
            AllowFind?: boolean;
            AllowFindWorklist?: boolean;
            AllowGet?: boolean;
            AllowMove?: boolean;
            AllowNAction?: boolean;
            AllowStore?: boolean;
            AllowTranscoding?: boolean;
            Host: string;
            /** @description Calling AE title towards it; empty: `DicomAet` */
            LocalAet?: string;
            Manufacturer?: string;
            Port: number;
            /** @enum {unknown} */
            RetrieveMethod?: "SystemDefault" | "C-MOVE" | "C-GET";
            /** @description Seconds; 0: `DicomScuTimeout` */
            Timeout?: number;
            UseDicomTls?: boolean;
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
        Peer: {
            /** @description Their names */
            HttpHeaders: string[];
            /** @description Never shown */
            Password?: null;
            Pkcs11: boolean;
            /** @description Seconds; 0: `HttpTimeout` */
            Timeout: number;
            Url: string;
            Username?: string;
        };
        RelayFetch: {
            CreationTime: string;
            /** @description Seconds until now */
            Duration: number;
            /** @description Instances that the upstream has; absent: it has not told */
            Expected?: number;
            Received: number;
            /** @description How many wait for it */
            Requests: number;
            /** @description When it is not the whole study */
            SeriesInstanceUID?: string;
            /** @description When it is one instance */
            SOPInstanceUID?: string;
            StudyInstanceUID: string;
        };
        RelayRequest: {
            /** @description Calling AE title, name of the user, or name of the rule */
            Client: string;
            CompletionTime?: string;
            /** @description `YYYYMMDDTHHMMSS.ffffff`, UTC */
            CreationTime: string;
            /** @description Instances that the destination has taken */
            Delivered: number;
            /** @description AE title that is sent what comes; empty: the client itself, or nobody */
            Destination: string;
            /** @description Seconds, until now where it has not ended */
            Duration: number;
            /** @description Instances that there should be; absent: nobody could tell */
            Expected?: number;
            /** @description Instances that the destination has not taken */
            Failed: number;
            /** @description When the first one came from an upstream */
            FirstInstanceTime?: string;
            ID: string;
            /** @description The job that performs it */
            JobID?: string;
            /** @enum {unknown} */
            Kind: "C-MOVE" | "C-GET" | "REST" | "Job" | "Prefetch";
            /** @enum {unknown} */
            Level: "Patient" | "Study" | "Series" | "Instance";
            /** @description Instances that were here */
            Local: number;
            /** @description Instances that came from upstreams, per second of the duration */
            Rate: number;
            /** @description Why something is missing or failed; empty: nothing is */
            Reason: string;
            /** @description Instances that came from upstreams */
            Received: number;
            /** @enum {unknown} */
            State: "Queued" | "Fetching" | "Success" | "Partial" | "Failure" | "Cancelled";
            /** @description Those that were asked for instances */
            Upstreams: string[];
            /** @description Of the unique key of the level, the first hundred */
            Values: string[];
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
        ResourceStatistics: {
            CountInstances?: number;
            CountSeries?: number;
            CountStudies?: number;
            /** @description bytes */
            DicomDiskSize: string;
            DicomDiskSizeMB: number;
            /** @description bytes */
            DicomUncompressedSize: string;
            DicomUncompressedSizeMB: number;
            /** @description bytes */
            DiskSize: string;
            DiskSizeMB: number;
            /** @description bytes */
            UncompressedSize: string;
            UncompressedSizeMB: number;
        };
        StoredInstance: {
            ID: string;
            ParentPatient: string;
            ParentSeries: string;
            ParentStudy: string;
            /** @description `/instances/{id}` */
            Path: string;
            /** @enum {unknown} */
            Status: "Success" | "AlreadyStored" | "FilteredOut" | "Failure";
        };
        SubmittedJob: {
            ID: string;
            /** @description `/jobs/{id}` */
            Path: string;
        };
        SubmittedQuery: {
            ID: string;
            /** @description `/queries/{id}` */
            Path: string;
        };
        /** @description Tags by number or keyword; a value, or an object with `Name`, `Type` and `Value` */
        Tags: {
            [key: string]: unknown;
        };
        Upstream: {
            /**
             * @description Open: it has failed several times in a row, and is left alone for a while
             * @enum {unknown}
             */
            Breaker: "Closed" | "Open";
            Cache: {
                Instances: number;
                /** @description Bytes; 0: none */
                Limit: number;
                /** @description Bytes */
                Size: number;
                Studies: number;
            };
            /** @description Under way on this server */
            Fetches: components["schemas"]["RelayFetch"][];
            LastFailure?: {
                Reason: string;
                /** @description `YYYYMMDDTHHMMSS.ffffff`, UTC */
                Time: string;
            };
            /** @description `YYYYMMDDTHHMMSS.ffffff`, UTC */
            LastSuccess?: string;
            /** @description Its name in `/modalities` */
            Modality?: string;
            Name: string;
            Order: number;
            Queries: {
                Running: number;
                Waiting: number;
            };
            /** @enum {unknown} */
            Retrieve: "C-MOVE" | "C-GET" | "DICOMweb";
            Retrieves: {
                Running: number;
                Waiting: number;
            };
        };
        Worklist: {
            /** @description `YYYYMMDDTHHMMSS`, UTC */
            CreationDate?: string;
            ID: string;
            Tags: components["schemas"]["Tags"];
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
    getRoot: {
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
                    "text/plain": string;
                };
            };
            /** @description Where it is */
            307: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
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
    getAppExplorerHtml: {
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
    getChanges: {
        parameters: {
            query?: {
                /** @description Only the newest change */
                last?: boolean;
                /** @description How many at most; 100 by default */
                limit?: number;
                /** @description Only changes after this one */
                since?: number;
                /** @description Only changes up to this one; the newest without `since` */
                to?: number;
                /** @description Types of changes, separated by `;` */
                type?: string;
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
                    "application/json": {
                        Changes: {
                            ChangeType: string;
                            /** @description `YYYYMMDDTHHMMSS`, UTC */
                            Date: string;
                            ID: string;
                            Path: string;
                            /** @enum {unknown} */
                            ResourceType: "Patient" | "Study" | "Series" | "Instance";
                            Seq: number;
                        }[];
                        /** @description Nothing of what was asked for is left */
                        Done: boolean;
                        First?: number;
                        /** @description Number of the last change listed, or of the last one there was */
                        Last: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteChanges: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getExports: {
        parameters: {
            query?: {
                /** @description Only the newest entry */
                last?: boolean;
                /** @description How many at most; 100 by default */
                limit?: number;
                /** @description Entries with a higher `Seq` */
                since?: number;
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
                    "application/json": {
                        Done: boolean;
                        Exports: components["schemas"]["Export"][];
                        First?: number;
                        Last: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteExports: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getHealthLive: {
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
                    "application/json": {
                        /** @description What was checked */
                        checks?: {
                            [key: string]: string;
                        };
                        /** @description `ok` or `failed` */
                        status: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    headHealthLive: {
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
                    "application/json": {
                        /** @description What was checked */
                        checks?: {
                            [key: string]: string;
                        };
                        /** @description `ok` or `failed` */
                        status: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getHealthReady: {
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
                    "application/json": {
                        /** @description What was checked */
                        checks?: {
                            [key: string]: string;
                        };
                        /** @description `ok` or `failed` */
                        status: string;
                    };
                };
            };
            /** @description A check has failed */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    headHealthReady: {
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
                    "application/json": {
                        /** @description What was checked */
                        checks?: {
                            [key: string]: string;
                        };
                        /** @description `ok` or `failed` */
                        status: string;
                    };
                };
            };
            /** @description A check has failed */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstances: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postInstances: {
        parameters: {
            query?: never;
            header?: {
                /** @description `gzip`: the body is compressed */
                "content-encoding"?: string;
                /** @description In a form with part of a file: the name of the file */
                "x-file-name"?: string;
                /** @description In a form with part of a file: bytes of the whole file */
                "x-file-size"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/dicom": unknown;
                "application/zip": unknown;
                "multipart/form-data": unknown;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredInstance"] | components["schemas"]["StoredInstance"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesId: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteInstancesId: {
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
                        RemainingAncestor: null | {
                            ID: string;
                            Path: string;
                            Type: string;
                        };
                    };
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
    getInstancesIdAttachments: {
        parameters: {
            query?: {
                /** @description Names with their numbers */
                full?: boolean;
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
                    "application/json": string[] | {
                        [key: string]: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    putInstancesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteInstancesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postInstancesIdAttachmentsNameCompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getInstancesIdAttachmentsNameCompressedData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsNameCompressedMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsNameCompressedSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsNameData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsNameInfo: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsNameIsCompressed: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsNameMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdAttachmentsNameSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postInstancesIdAttachmentsNameUncompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getInstancesIdAttachmentsNameUuid: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postInstancesIdAttachmentsNameVerifyMd5: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is damaged, or no MD5 was stored */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    getInstancesIdMetadata: {
        parameters: {
            query?: {
                /** @description With the values */
                expand?: boolean;
                /** @description Numbers in place of names */
                numeric?: boolean;
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
                    "application/json": (string | number)[] | {
                        [key: string]: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the value that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The value is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putInstancesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteInstancesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    getInstancesIdPatient: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdPdf: {
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
                    "application/pdf": unknown;
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
    postInstancesIdReconstruct: {
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
                    /** @description Only the main tags of this resource, as one of its instances has them */
                    LimitToThisLevelMainDicomTags?: boolean;
                    /** @description Write the files anew, too, compressed as `StorageCompression` says; false by default */
                    ReconstructFiles?: boolean;
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
                    "text/plain": string;
                };
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
    getInstancesIdSeries: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
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
    getInstancesIdStatistics: {
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
                    "application/json": components["schemas"]["ResourceStatistics"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getInstancesIdStudy: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
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
    getJobsIdKey: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name of the output */
                key: string;
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
    deleteJobsIdKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name of the output */
                key: string;
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
    getModalities: {
        parameters: {
            query?: {
                /** @description Configurations in place of names */
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
                    "application/json": string[] | {
                        [key: string]: components["schemas"]["Modality"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getModalitiesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
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
    putModalitiesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Modality"] | (string | number)[];
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
            default: components["responses"]["Error"];
        };
    };
    deleteModalitiesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
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
    getModalitiesIdConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
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
                    "application/json": components["schemas"]["Modality"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdEcho: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Also try a C-FIND; `DicomEchoChecksFind` by default */
                    CheckFind?: boolean;
                    /** @description Calling AE title */
                    LocalAet?: string;
                    /** @description Seconds; 0 is `DicomScuTimeout` */
                    Timeout?: number;
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
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdFind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
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
                    "application/json": components["schemas"]["Tags"][];
                };
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdFindInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
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
                    "application/json": components["schemas"]["Tags"][];
                };
            };
            /** @description Identifiers are missing, or too short */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdFindPatient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
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
                    "application/json": components["schemas"]["Tags"][];
                };
            };
            /** @description Identifiers are missing, or too short */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdFindSeries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
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
                    "application/json": components["schemas"]["Tags"][];
                };
            };
            /** @description Identifiers are missing, or too short */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdFindStudy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
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
                    "application/json": components["schemas"]["Tags"][];
                };
            };
            /** @description Identifiers are missing, or too short */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdFindWorklist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
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
                    "application/json": components["schemas"]["Tags"][];
                };
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Patient, Study, Series or Instance */
                    Level: string;
                    /** @description Calling AE title */
                    LocalAet?: string;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description For each resource its DICOM identifiers, by keyword or number */
                    Resources: {
                        [key: string]: unknown;
                    }[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description Seconds */
                    Timeout?: number;
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
                    "application/json": components["schemas"]["SubmittedJob"] | components["schemas"]["JobContent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description Patient, Study, Series or Instance */
                    Level: string;
                    /** @description Calling AE title */
                    LocalAet?: string;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description For each resource its DICOM identifiers, by keyword or number */
                    Resources: {
                        [key: string]: unknown;
                    }[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description Where to send the instances; `DicomAet` by default */
                    TargetAet?: string;
                    /** @description Seconds */
                    Timeout?: number;
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
                    "application/json": components["schemas"]["SubmittedJob"] | components["schemas"]["JobContent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdQuery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Patient, Study, Series or Instance */
                    Level: string;
                    /** @description Calling AE title */
                    LocalAet?: string;
                    /** @description Ask only what makes sense at the level; true by default */
                    Normalize?: boolean;
                    /** @description Texts by keyword or number of tags; for a sequence an array of the same */
                    Query?: {
                        [key: string]: unknown;
                    };
                    /** @description Seconds */
                    Timeout?: number;
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
                    "application/json": components["schemas"]["SubmittedQuery"];
                };
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdStorageCommitment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Instances by SOP class UID and SOP instance UID */
                    DicomInstances?: (string[] | {
                        SOPClassUID: string;
                        SOPInstanceUID: string;
                    })[];
                    /** @description Public ids of any level */
                    Resources?: string[];
                    /** @description Seconds */
                    Timeout?: number;
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
                        ID: string;
                        Path: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string[];
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
                    "application/json": components["schemas"]["SubmittedJob"] | components["schemas"]["JobContent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postModalitiesIdStoreStraight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the modality */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/dicom": unknown;
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
                        SOPClassUID: string;
                        SOPInstanceUID: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatients: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsId: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deletePatientsId: {
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
                        RemainingAncestor: null | {
                            ID: string;
                            Path: string;
                            Type: string;
                        };
                    };
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
    getPatientsIdArchive: {
        parameters: {
            query?: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPatientsIdArchive: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | unknown[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachments: {
        parameters: {
            query?: {
                /** @description Names with their numbers */
                full?: boolean;
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
                    "application/json": string[] | {
                        [key: string]: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    putPatientsIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deletePatientsIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postPatientsIdAttachmentsNameCompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getPatientsIdAttachmentsNameCompressedData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsNameCompressedMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsNameCompressedSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsNameData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsNameInfo: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsNameIsCompressed: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsNameMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdAttachmentsNameSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postPatientsIdAttachmentsNameUncompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getPatientsIdAttachmentsNameUuid: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postPatientsIdAttachmentsNameVerifyMd5: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is damaged, or no MD5 was stored */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdInstances: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
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
    getPatientsIdMedia: {
        parameters: {
            query?: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPatientsIdMedia: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | unknown[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdMetadata: {
        parameters: {
            query?: {
                /** @description With the values */
                expand?: boolean;
                /** @description Numbers in place of names */
                numeric?: boolean;
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
                    "application/json": (string | number)[] | {
                        [key: string]: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the value that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The value is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putPatientsIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deletePatientsIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    getPatientsIdProtected: {
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
    putPatientsIdProtected: {
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
            default: components["responses"]["Error"];
        };
    };
    postPatientsIdReconstruct: {
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
                    /** @description Only the main tags of this resource, as one of its instances has them */
                    LimitToThisLevelMainDicomTags?: boolean;
                    /** @description Write the files anew, too, compressed as `StorageCompression` says; false by default */
                    ReconstructFiles?: boolean;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdSeries: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
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
    getPatientsIdStatistics: {
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
                    "application/json": components["schemas"]["ResourceStatistics"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPatientsIdStudies: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPeers: {
        parameters: {
            query?: {
                /** @description Configurations in place of names */
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
                    "application/json": string[] | {
                        [key: string]: components["schemas"]["Peer"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPeersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the peer */
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
    putPeersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the peer */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Client certificate, PEM */
                    CertificateFile?: string;
                    /** @description Its key, PEM */
                    CertificateKeyFile?: string;
                    CertificateKeyPassword?: string;
                    HttpHeaders?: {
                        [key: string]: string;
                    };
                    Password?: string;
                    /** @description Not supported */
                    Pkcs11?: boolean;
                    /** @description Seconds; 0: `HttpTimeout` */
                    Timeout?: number;
                    Url: string;
                    Username?: string;
                } | string[];
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
            /** @description The body is no JSON */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deletePeersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the peer */
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
    getPeersIdConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the peer */
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
                    "application/json": components["schemas"]["Peer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPeersIdStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the peer */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string[];
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
                    "application/json": components["schemas"]["SubmittedJob"] | components["schemas"]["JobContent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postPeersIdStoreStraight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the peer */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/dicom": unknown;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPeersIdSystem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Symbolic name of the peer */
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
                    "application/json": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPlugins: {
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
    getPluginsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the plugin */
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
                        Description?: string;
                        ExtendsOrthancExplorer: boolean;
                        ID: string;
                        RootUri?: string;
                        Version: string;
                    };
                };
            };
            /** @description There is no such plugin */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getPluginsExplorerJs: {
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
                    "application/javascript": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getQueries: {
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
    getQueriesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
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
    deleteQueriesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
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
    getQueriesIdAnswers: {
        parameters: {
            query?: {
                /** @description The tags of the answers in place of their positions */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
            };
            header?: never;
            path: {
                /** @description Id of the query */
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
                    "application/json": string[] | components["schemas"]["Tags"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getQueriesIdAnswersIndex: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
                id: string;
                /** @description Position of the answer, from 0 */
                index: string;
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
    getQueriesIdAnswersIndexContent: {
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
                /** @description Id of the query */
                id: string;
                /** @description Position of the answer, from 0 */
                index: string;
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
    postQueriesIdAnswersIndexQueryInstances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
                id: string;
                /** @description Position of the answer, from 0 */
                index: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Texts by keyword or number of tags; for a sequence an array of the same */
                    Query?: {
                        [key: string]: unknown;
                    };
                    /** @description Seconds */
                    Timeout?: number;
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
                    "application/json": components["schemas"]["SubmittedQuery"];
                };
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postQueriesIdAnswersIndexQuerySeries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
                id: string;
                /** @description Position of the answer, from 0 */
                index: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Texts by keyword or number of tags; for a sequence an array of the same */
                    Query?: {
                        [key: string]: unknown;
                    };
                    /** @description Seconds */
                    Timeout?: number;
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
                    "application/json": components["schemas"]["SubmittedQuery"];
                };
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postQueriesIdAnswersIndexQueryStudies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
                id: string;
                /** @description Position of the answer, from 0 */
                index: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Texts by keyword or number of tags; for a sequence an array of the same */
                    Query?: {
                        [key: string]: unknown;
                    };
                    /** @description Seconds */
                    Timeout?: number;
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
                    "application/json": components["schemas"]["SubmittedQuery"];
                };
            };
            /** @description The modality has answered with a failure */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postQueriesIdAnswersIndexRetrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
                id: string;
                /** @description Position of the answer, from 0 */
                index: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description The job shows its queries by number, with name, type and value */
                    Full?: boolean;
                    /** @description Calling AE title */
                    LocalAet?: string;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /**
                     * @description In place of that of the modality
                     * @enum {unknown}
                     */
                    RetrieveMethod?: "SystemDefault" | "C-MOVE" | "C-GET";
                    /** @description The job shows its queries by keyword */
                    Simplify?: boolean;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description Where to send the instances; `DicomAet` by default */
                    TargetAet?: string;
                    /** @description Seconds */
                    Timeout?: number;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                };
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
                    "application/json": components["schemas"]["SubmittedJob"] | components["schemas"]["JobContent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getQueriesIdLevel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
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
    getQueriesIdModality: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
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
    getQueriesIdQuery: {
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
                /** @description Id of the query */
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
    postQueriesIdRetrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the query */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Answer where the job is, at once */
                    Asynchronous?: boolean;
                    /** @description The job shows its queries by number, with name, type and value */
                    Full?: boolean;
                    /** @description Calling AE title */
                    LocalAet?: string;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /**
                     * @description In place of that of the modality
                     * @enum {unknown}
                     */
                    RetrieveMethod?: "SystemDefault" | "C-MOVE" | "C-GET";
                    /** @description The job shows its queries by keyword */
                    Simplify?: boolean;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description Where to send the instances; `DicomAet` by default */
                    TargetAet?: string;
                    /** @description Seconds */
                    Timeout?: number;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                };
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
                    "application/json": components["schemas"]["SubmittedJob"] | components["schemas"]["JobContent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRelayRequests: {
        parameters: {
            query?: {
                /** @description Older ones: `Last` of the page before */
                before?: string;
                /** @description How many at most; 100 by default */
                limit?: number;
                /** @description Only those in one of these states */
                state?: string;
                /** @description Only those for which this upstream was asked */
                upstream?: string;
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
                    "application/json": {
                        /** @description There are no older ones */
                        Done: boolean;
                        /** @description What `before` takes to go on */
                        Last?: string;
                        Requests: components["schemas"]["RelayRequest"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRelayRequestsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the request */
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
                    "application/json": components["schemas"]["RelayRequest"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postRelayRequestsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the request */
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
    getRelayUpstreams: {
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
                    "application/json": components["schemas"]["Upstream"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postRelayUpstreamsIdEcho: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the upstream */
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
    getSeries: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesId: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSeriesId: {
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
                        RemainingAncestor: null | {
                            ID: string;
                            Path: string;
                            Type: string;
                        };
                    };
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
    getSeriesIdArchive: {
        parameters: {
            query?: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdArchive: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | unknown[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachments: {
        parameters: {
            query?: {
                /** @description Names with their numbers */
                full?: boolean;
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
                    "application/json": string[] | {
                        [key: string]: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    putSeriesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSeriesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdAttachmentsNameCompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getSeriesIdAttachmentsNameCompressedData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsNameCompressedMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsNameCompressedSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsNameData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsNameInfo: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsNameIsCompressed: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsNameMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdAttachmentsNameSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdAttachmentsNameUncompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getSeriesIdAttachmentsNameUuid: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdAttachmentsNameVerifyMd5: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is damaged, or no MD5 was stored */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdInstances: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
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
    getSeriesIdMedia: {
        parameters: {
            query?: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdMedia: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | unknown[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdMetadata: {
        parameters: {
            query?: {
                /** @description With the values */
                expand?: boolean;
                /** @description Numbers in place of names */
                numeric?: boolean;
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
                    "application/json": (string | number)[] | {
                        [key: string]: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the value that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The value is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putSeriesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteSeriesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    getSeriesIdPatient: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postSeriesIdReconstruct: {
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
                    /** @description Only the main tags of this resource, as one of its instances has them */
                    LimitToThisLevelMainDicomTags?: boolean;
                    /** @description Write the files anew, too, compressed as `StorageCompression` says; false by default */
                    ReconstructFiles?: boolean;
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
                    "text/plain": string;
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
    getSeriesIdStatistics: {
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
                    "application/json": components["schemas"]["ResourceStatistics"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSeriesIdStudy: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStatistics: {
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
                    "application/json": {
                        CountInstances: number;
                        CountPatients: number;
                        CountSeries: number;
                        CountStudies: number;
                        /** @description Bytes, as text: they may exceed what readers of JSON hold */
                        TotalDiskSize: string;
                        TotalDiskSizeMB: number;
                        /** @description Bytes, as text: they may exceed what readers of JSON hold */
                        TotalUncompressedSize: string;
                        TotalUncompressedSizeMB: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStorageCommitmentId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Transaction UID */
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
                        Failures: {
                            Description: string;
                            FailureReason: number;
                            SOPClassUID: string;
                            SOPInstanceUID: string;
                        }[];
                        RemoteAET: string;
                        /** @enum {unknown} */
                        Status: "Pending" | "Success" | "Failure";
                        Success: {
                            SOPClassUID: string;
                            SOPInstanceUID: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStorageCommitmentIdRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Transaction UID */
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
    getStudies: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesId: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteStudiesId: {
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
                        RemainingAncestor: null | {
                            ID: string;
                            Path: string;
                            Type: string;
                        };
                    };
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
    getStudiesIdArchive: {
        parameters: {
            query?: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdArchive: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | unknown[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachments: {
        parameters: {
            query?: {
                /** @description Names with their numbers */
                full?: boolean;
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
                    "application/json": string[] | {
                        [key: string]: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    putStudiesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteStudiesIdAttachmentsName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdAttachmentsNameCompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getStudiesIdAttachmentsNameCompressedData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsNameCompressedMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsNameCompressedSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsNameData: {
        parameters: {
            query?: {
                /** @description Name of the file, for browsers */
                filename?: string;
            };
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsNameInfo: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsNameIsCompressed: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsNameMd5: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdAttachmentsNameSize: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdAttachmentsNameUncompress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
    getStudiesIdAttachmentsNameUuid: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the file that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdAttachmentsNameVerifyMd5: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The file is damaged, or no MD5 was stored */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdInstances: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
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
    getStudiesIdMedia: {
        parameters: {
            query?: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdMedia: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | unknown[];
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
                    "application/zip": unknown;
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
    getStudiesIdMetadata: {
        parameters: {
            query?: {
                /** @description With the values */
                expand?: boolean;
                /** @description Numbers in place of names */
                numeric?: boolean;
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
                    "application/json": (string | number)[] | {
                        [key: string]: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the value that the client has */
                "if-none-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description The value is the one that `If-None-Match` names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    putStudiesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is replaced */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    deleteStudiesIdMetadataName: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of what is deleted */
                "if-match"?: string;
            };
            path: {
                /** @description Public id of the resource, or the name of what the group is about */
                id: string;
                /** @description Name or number */
                name: string;
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
            /** @description `If-Match` names another revision, or is missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    getStudiesIdPatient: {
        parameters: {
            query?: {
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
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
                    "application/json": components["schemas"]["Resource"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postStudiesIdReconstruct: {
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
                    /** @description Only the main tags of this resource, as one of its instances has them */
                    LimitToThisLevelMainDicomTags?: boolean;
                    /** @description Write the files anew, too, compressed as `StorageCompression` says; false by default */
                    ReconstructFiles?: boolean;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getStudiesIdSeries: {
        parameters: {
            query?: {
                /** @description Resources in place of their ids */
                expand?: boolean;
                /** @description Tags by number, with name, type and value */
                full?: boolean;
                /** @description How many at most, 0 is all; needs `since` */
                limit?: number;
                /** @description Tags to add as `RequestedTags`, separated by `;` */
                "requested-tags"?: string;
                /** @description The old name of `requested-tags` */
                requestedTags?: string;
                /** @description Parts to show, separated by `;` */
                "response-content"?: string;
                /** @description Tags by number, values alone */
                short?: boolean;
                /** @description Tags by keyword */
                simplify?: boolean;
                /** @description How many to skip; needs `limit` */
                since?: number;
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
                    "application/json": string[] | components["schemas"]["Resource"][];
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
    getStudiesIdStatistics: {
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
                    "application/json": components["schemas"]["ResourceStatistics"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSystem: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getTools: {
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
    getToolsAcceptedSopClasses: {
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
    getToolsAcceptedTransferSyntaxes: {
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
    putToolsAcceptedTransferSyntaxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string[] | string;
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
                    "application/json": string[];
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
    postToolsBulkContent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Tags by number, with name, type and value */
                    Full?: boolean;
                    /** @description Answer the resources of this level that are related to them, each once */
                    Level?: string;
                    /** @description With metadata, the default */
                    Metadata?: boolean;
                    /** @description Public ids of any levels; unknown ones are left out */
                    Resources: string[];
                    /** @description Tags by number, values alone */
                    Short?: boolean;
                    /** @description Tags by keyword (the default) */
                    Simplify?: boolean;
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
                    "application/json": components["schemas"]["Resource"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsBulkDelete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    Resources: (string | {
                        ID: string;
                        Level: string;
                    })[];
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
                    "text/plain": string;
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
    getToolsCreateArchive: {
        parameters: {
            query: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description Public ids, separated by `,` */
                resources: string;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsCreateArchive: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Public ids */
                    Resources: string[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | string[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsCreateDicom: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
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
                    "application/json": components["schemas"]["StoredInstance"] | {
                        ID: string;
                        /** @description `/series/{id}` */
                        Path: string;
                        /** @enum {unknown} */
                        Status: "Success" | "AlreadyStored";
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsCreateMedia: {
        parameters: {
            query: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description Public ids, separated by `,` */
                resources: string;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsCreateMedia: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Public ids */
                    Resources: string[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | string[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsCreateMediaExtended: {
        parameters: {
            query: {
                /** @description Media: descriptions in the DICOMDIR */
                extended?: boolean;
                /** @description Name of the ZIP, for browsers */
                filename?: string;
                /** @description Quality of a lossy transfer syntax */
                "lossy-quality"?: number;
                /** @description Public ids, separated by `,` */
                resources: string;
                /** @description UID of the transfer syntax of the files */
                transcode?: string;
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsCreateMediaExtended: {
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
                    /** @description Media: descriptions in the DICOMDIR */
                    Extended?: boolean;
                    /** @description Name of the ZIP, for browsers */
                    Filename?: string;
                    /** @description Quality of a lossy transfer syntax */
                    LossyQuality?: number;
                    /** @description Go on when an item fails */
                    Permissive?: boolean;
                    /** @description The higher, the sooner; 0 by default */
                    Priority?: number;
                    /** @description Public ids */
                    Resources: string[];
                    /** @description Wait for the result (the default of most routes) */
                    Synchronous?: boolean;
                    /** @description UID of the transfer syntax of the files */
                    Transcode?: string;
                    /** @description Kept with the job and shown with it */
                    UserData?: unknown;
                    /** @description Names in UTF-8, not ASCII */
                    Utf8?: boolean;
                } | string[];
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
                    "application/zip": unknown;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsDefaultEncoding: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsDefaultEncoding: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsDicomConformance: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsDicomEcho: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown[];
            };
        };
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
                        Type: "DicomTag" | "DicomTagAsInt" | "DicomTagAsFloat" | "Metadata" | "MetadataAsInt" | "MetadataAsFloat";
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
    getToolsGenerateUid: {
        parameters: {
            query?: {
                /** @description `patient`, `study`, `series` or `instance` */
                level?: string;
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
                    "text/plain": string;
                };
            };
            /** @description The argument `level` is missing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsInvalidateTags: {
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
                    "text/plain": string;
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
    getToolsLogLevel: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevel: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsLogLevelDicom: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevelDicom: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsLogLevelGeneric: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevelGeneric: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsLogLevelHttp: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevelHttp: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsLogLevelJobs: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevelJobs: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsLogLevelLua: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevelLua: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsLogLevelPlugins: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevelPlugins: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsLogLevelSqlite: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsLogLevelSqlite: {
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
                    "text/plain": string;
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
    getToolsMetrics: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsMetrics: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsMetricsPrometheus: {
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
                    "text/plain; version=0.0.4": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsNow: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getToolsNowLocal: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsReconstruct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Write the files anew, too, compressed as `StorageCompression` says; false by default */
                    ReconstructFiles?: boolean;
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    postToolsReset: {
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
    postToolsShutdown: {
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
    getToolsUnknownSopClassAccepted: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putToolsUnknownSopClassAccepted: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getWebdav: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putWebdav: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteWebdav: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    optionsWebdav: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    headWebdav: {
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getWebdavPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rest of the path */
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putWebdavPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rest of the path */
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteWebdavPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rest of the path */
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    optionsWebdavPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rest of the path */
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    headWebdavPath: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The rest of the path */
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
                    "text/plain": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getWorklists: {
        parameters: {
            query?: {
                /** @description How tags are written; by keyword by default */
                format?: "Full" | "Short" | "Simplify";
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
                    "application/json": components["schemas"]["Worklist"][];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getWorklistsId: {
        parameters: {
            query?: {
                /** @description How tags are written; by keyword by default */
                format?: "Full" | "Short" | "Simplify";
            };
            header?: never;
            path: {
                /** @description Id of the worklist, or the name of its file without `.wl` */
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
                    "application/json": components["schemas"]["Worklist"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    putWorklistsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the worklist, or the name of its file without `.wl` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Take a worklist whose step lacks its modality or date */
                    Force?: boolean;
                    /** @description Texts by keyword or number of tags; for a sequence an array of the same */
                    Tags: {
                        [key: string]: unknown;
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
                        ID: string;
                        Path: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteWorklistsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the worklist, or the name of its file without `.wl` */
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
    postWorklistsCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Take a worklist whose step lacks its modality or date */
                    Force?: boolean;
                    /** @description Texts by keyword or number of tags; for a sequence an array of the same */
                    Tags: {
                        [key: string]: unknown;
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
                        ID: string;
                        Path: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
}

/** The gauges that the peer has too, under its names without the prefix `orthanc_`, by where their value comes from. */
export const orthancGauges = {
  statistics: {
    count_patients: 'Patients stored',
    count_studies: 'Studies stored',
    count_series: 'Series stored',
    count_instances: 'Instances stored',
    disk_size_mb: 'Size of the stored files, MB',
    uncompressed_size_mb: 'Size of the stored files before compression, MB',
    last_change: 'Number of the last change',
  },
  jobs: {
    jobs_pending: 'Jobs in state Pending or Retry',
    jobs_running: 'Jobs in state Running or Paused',
    jobs_total_completed: 'Jobs ended since start',
    jobs_total_success: 'Jobs succeeded since start',
    jobs_total_failed: 'Jobs failed since start',
  },
  server: {
    logged_errors_count: 'Errors logged since start',
    logged_warnings_count: 'Warnings logged since start',
    rest_api_active_requests: 'HTTP requests being served',
    available_dicom_threads: 'Associations that may still come in, of MaximumAssociations',
    available_http_threads_count: 'HTTP connections that may still come in, on one address',
    storage_cache_count: 'Files in the memory of the server: none, the cache is that of the operating system',
    storage_cache_size_mb: 'Size of the files in the memory of the server, MB',
    storage_cache_hit_count: 'Reads answered from the memory of the server',
    storage_cache_miss_count: 'Reads of the storage area since start',
    storage_read_bytes: 'Bytes read from the storage area since start',
    storage_written_bytes: 'Bytes written to the storage area since start',
    up_time_s: 'Seconds since start',
  },
  /** The longest of the last ten seconds; absent when there was none. */
  durations: {
    find_scp_duration_ms: 'Duration of C-FIND operations, longest of the last 10 s',
    get_scp_duration_ms: 'Duration of C-GET operations, longest of the last 10 s',
    move_scp_duration_ms: 'Duration of C-MOVE operations, longest of the last 10 s',
    store_dicom_duration_ms: 'Duration of storing an instance, longest of the last 10 s',
    rest_api_duration_ms: 'Duration of HTTP requests, longest of the last 10 s',
    storage_create_duration_ms: 'Duration of writing a file, longest of the last 10 s',
    storage_read_duration_ms: 'Duration of reading a file, longest of the last 10 s',
    storage_remove_duration_ms: 'Duration of removing a file, longest of the last 10 s',
  },
} as const;

export type DurationName = keyof (typeof orthancGauges)['durations'];
type GaugeGroup = Exclude<keyof typeof orthancGauges, 'durations'>;
export type GaugeName = { [Group in GaugeGroup]: keyof (typeof orthancGauges)[Group] }[GaugeGroup];

/** Upper bounds of durations, seconds: from a small C-STORE to a long job. */
export const operationSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
export const jobSeconds = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600, 14400];
/** Upper bounds of what a PACS takes for a study, seconds. */
export const fetchSeconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 1800];
/** Upper bounds of instance sizes: from a presentation state to a whole slide image. */
export const instanceBytes = [4096, 65536, 262144, 524288, 1048576, 4194304, 16777216, 67108864, 268435456, 1073741824];

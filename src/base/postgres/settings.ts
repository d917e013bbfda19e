/**
 * How our own PostgreSQL differs from its defaults: small, quiet, and the same on every machine. They are given at each start, not
 * written into the cluster, so a new version of ours changes them without touching data.
 */
export const SETTINGS: Record<string, string> = {
  listen_addresses: '', // a socket in a private folder, never the network
  unix_socket_permissions: '0700',
  max_connections: '40',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_parallel_workers_per_gather: '1',
  jit: 'off', // compiling a query costs more than our queries take
  io_workers: '1',
  random_page_cost: '1.2', // solid-state disks
  wal_level: 'minimal', // no replicas: whoever wants them brings a PostgreSQL of their own
  max_wal_senders: '0',
  wal_compression: 'pglz',
  max_wal_size: '512MB',
  autovacuum_max_workers: '2',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  log_min_messages: 'log', // failed statements go to whoever sent them; in a log they would tell what people wrote
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** How to reach one database as one role. `host` is a name, an address, or the folder of a unix socket; `port` counts for sockets too. */
export type PgConnection = { host: string; port: number; user: string; password: string; database: string }

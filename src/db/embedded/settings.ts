/** PostgreSQL's settings, given on its command line at each start, so that a newer release's settings need no editing. */

/** The port is only part of the socket's name: nothing listens on TCP. */
export const port = 5432;

/** What no `settings` argument may leave out unknowingly: durable first, then sized for a machine of two cores. */
const ours: Readonly<Record<string, string>> = {
  listen_addresses: "", // a Unix socket only: nothing on the network to attack
  password_encryption: "scram-sha-256",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  wal_compression: "pglz", // this build has neither lz4 nor zstd
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  shared_buffers: "256MB",
  max_connections: "60",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // A value in an error message or its DETAIL may be a person's. The one who asked gets the whole error all the same.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/** `-c name=value …`; what the caller sets wins. */
export function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries({ ...ours, ...settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** The only way in is the Unix socket, with a password. */
export const hostBasedAccess = "# Written by Medkarta.\nlocal all all scram-sha-256\n";

/** PostgreSQL needs little of its environment, and must not meet the PG… variables of ours. */
export const serverEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
};

/** Is it the database that is away, and not a fault of ours? Then the caller may simply come again. */

/** Connection lost or refused, shutting down, starting up, out of connections or disk: classes 08, 53, 57P0x of SQLSTATE. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (typeof code === "string" && /^(08...|53...|57P0.|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(code)) {
    // ENOENT is the server's socket that is not there yet; a missing file of ours names its path.
    return code !== "ENOENT" || (error as { syscall?: string }).syscall === "connect";
  }
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    message ?? "",
  );
}

/** The log of the house: ids and codes, and no person. */
import { type DestinationStream, type Logger, pino } from "pino";

/** `level`: what is told unless MEDKARTA_LOG says otherwise. */
export function openLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level: process.env["MEDKARTA_LOG"] ?? level, serializers: { err: tell } }, destination);
}

/** An error of the driver carries its connection with whole queries, and the row in its way: those hold people. */
function tell(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { type: name, message, ...(code === undefined ? {} : { code }), stack };
}

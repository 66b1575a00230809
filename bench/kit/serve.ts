/** The server of a benchmark: all of it, without the demo's documents. */
import { readConfig } from "../../src/config.ts";
import { start } from "../../src/roof/start.ts";

const running = await start(readConfig({ ...process.env, MEDKARTA_DEMO: "true" }), () => {}, { documents: false });
await running.stopped;

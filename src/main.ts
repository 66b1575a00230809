/** `npm start`: the server with everything in it, until Ctrl-C. The other commands: `npx medkarta help`. */
import { failed, tell } from "./cli/say.ts";
import { readConfig } from "./config.ts";
import { start } from "./roof/start.ts";

try {
  const running = await start(readConfig(process.env), tell);
  await running.stopped;
} catch (error) {
  process.exitCode = failed(error);
}

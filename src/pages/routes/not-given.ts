/** «Не выдали»: the way from a request for copies to an appeal, once for each request. */
import type { FastifyInstance } from "fastify";
import { openAppeal } from "../../appeals/open.ts";
import { MOST_WORDS } from "../../appeals/words.ts";
import { uuidOf } from "../../basics/uuid.ts";
import { tell } from "../../paper/event.ts";
import { mayComplain, openRequest, type WholeRequest } from "../../paper/request.ts";
import { paths } from "../paths.ts";
import { NotGivenPage } from "../patient/paper/not-given.tsx";
import { patientActor } from "./actor.ts";
import type { PagesDeps } from "./deps.ts";
import { paperDeps, paperOf } from "./paper.ts";
import { patientPage, show } from "./visit.ts";

export function notGivenRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/paper/:paper/not-given",
    patientPage(deps, "ask-paper", async ({ tx, patientId, request, reply, restored }) => {
      const whole = await openRequest(tx, paperDeps(deps), { patientId }, paperOf(request));
      if (!mayComplain(whole, deps.clock())) return () => reply.redirect(paths.paperRequest(whole.request.number), 303);
      const typed = (await restored())?.["details"];
      const view = viewOf(whole, typeof typed === "string" ? typed : "");
      return { page: (viewer) => NotGivenPage({ viewer, view }) };
    }),
  );
  app.post(
    "/paper/:paper/not-given",
    patientPage(deps, "ask-paper", async ({ tx, patientId, subject, request, reply, viewer }) => {
      const whole = await openRequest(tx, paperDeps(deps), { patientId }, paperOf(request));
      const { number, request_id: requestId } = whole.request;
      const back = `${paths.paperRequest(number)}?done=complained`;
      if (!mayComplain(whole, deps.clock())) return () => reply.redirect(back, 303);
      const { details } = (request.body ?? {}) as { details?: unknown };
      const words = typeof details === "string" ? details : "";
      if (words.length > MOST_WORDS) {
        const view = { ...viewOf(whole, words), tooLong: true };
        return () => show(reply, NotGivenPage({ viewer, view }), 422);
      }
      const opened = await openAppeal(tx, deps.appeals, patientActor(subject), {
        patientId,
        once: uuidOf(`paper not given ${requestId}`),
        kind: "paper",
        reason: "not-given",
        // Who answers must know which paper it is about.
        words: [`№ ${number}.`, words.trim()].join(" ").trim(),
        organisationOid: whole.place.oid,
        happenedOn: whole.request.comes_on,
      });
      const about = { patientId, aboutId: requestId };
      if (opened.outcome !== "known")
        await tell(tx, paperDeps(deps), about, { role: "patient", name: subject.name }, "complained", opened.number);
      return () => reply.redirect(back, 303);
    }),
  );
}

function viewOf({ request, place }: WholeRequest, details: string) {
  return { number: request.number, organisation: place.shortName, details, tooLong: false };
}

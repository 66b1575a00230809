/** Shapes of the machine interface, shared by the router, the OpenAPI document and the tests. */
import { Type } from "@sinclair/typebox";

const Words = Type.Object({ ru: Type.String(), en: Type.String() });

const Fault = Type.Object(
  {
    code: Type.String({ description: "РЭМД code (dictionary 1.2.643.5.1.13.13.99.2.305) where one fits" }),
    severity: Type.Union([Type.Literal("error"), Type.Literal("warning"), Type.Literal("info")]),
    message: Words,
    hint: Type.Optional(Words),
    path: Type.Optional(Type.String()),
    line: Type.Optional(Type.Integer()),
    column: Type.Optional(Type.Integer()),
    found: Type.Optional(Type.String()),
    expected: Type.Optional(Type.String()),
  },
  { $id: "Fault" },
);

export const Submission = Type.Object(
  {
    id: Type.String({ format: "uuid" }),
    localUid: Type.String({ format: "uuid" }),
    state: Type.Union([Type.Literal("received"), Type.Literal("refused"), Type.Literal("registered")]),
    number: Type.Union([Type.String(), Type.Null()], { description: "Registration number, once registered" }),
    faults: Type.Array(Fault),
    quarantined: Type.Boolean({ description: "Held back: the person could not be told for certain" }),
    receivedAt: Type.String({ format: "date-time" }),
    decidedAt: Type.Union([Type.String({ format: "date-time" }), Type.Null()]),
  },
  { $id: "Submission" },
);

export const Problem = Type.Object(
  {
    error: Type.Optional(Type.String({ description: "RFC 6749 §5.2, at /oauth only" })),
    type: Type.String(),
    status: Type.Integer(),
    title: Type.String(),
    detail: Type.String(),
    code: Type.String(),
    words: Words,
    state: Type.Optional(Type.Literal("refused")),
    faults: Type.Optional(Type.Array(Fault)),
    reference: Type.Optional(Type.String()),
  },
  { $id: "Problem" },
);

export const refusals = {
  400: { description: "The request is misshapen", schema: Problem },
  401: { description: "No valid access token", schema: Problem },
};

/** Of what takes a body. */
export const bodyRefusals = {
  413: { description: "Too large", schema: Problem },
  415: { description: "Another content type than the one described", schema: Problem },
};

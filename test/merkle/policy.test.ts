/** Whom one trusts is one file; what is wrong with it is told with its line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatVkey } from "../../src/merkle/key.ts";
import { isQuorum, PolicyFault, parsePolicy } from "../../src/merkle/policy.ts";
import { signingKey, verifierOf } from "../../src/merkle/sign.ts";
import { utf8 } from "./vectors.ts";

const key = (name: string, byte: number, type: 1 | 4) =>
  verifierOf(signingKey(name, new Uint8Array(32).fill(byte), type));
const log = formatVkey(key("log.example", 1, 1));
const witness = (byte: number) => formatVkey(key(`w${byte}.example`, byte, 4));

/** The example of the specification, with keys. */
const example = `# Two groups of witnesses
log ${log} https://log.example/

witness X1 ${witness(11)}
witness X2 ${witness(12)}
  witness\tX3   ${witness(13)}  https://x3.example/
group X-witnesses 2 X1 X2 X3

witness Y1 ${witness(21)}
witness Y2 ${witness(22)}
witness Y3 ${witness(23)}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

test("the example of the specification is read, and its quorum is two of X and one of Y", () => {
  const policy = parsePolicy(utf8(example));
  assert.deepEqual(
    policy.logs.map(({ key: { name }, url }) => [name, url]),
    [["log.example", "https://log.example/"]],
  );
  assert.equal(policy.witnesses.length, 6);
  assert.equal(policy.witnesses[2]?.url, "https://x3.example/");
  const met = (...names: string[]) =>
    isQuorum(
      policy,
      policy.witnesses.filter(({ name }) => names.includes(name)).map(({ key: one }) => one),
    );
  assert.ok(met("X1", "X2", "Y1"));
  assert.ok(met("X1", "X3", "Y3"));
  assert.ok(!met("X1", "X2", "X3"));
  assert.ok(!met("X1", "Y1", "Y2", "Y3"));
  assert.ok(!met());
});

test("quorum none asks for nobody; a single witness may be a quorum", () => {
  assert.ok(isQuorum(parsePolicy(utf8("quorum none\n")), []));
  const one = parsePolicy(utf8(`witness «Надзор» ${witness(5)}\nquorum «Надзор»\n`));
  assert.equal(one.witnesses[0]?.name, "«Надзор»");
  assert.ok(!isQuorum(one, []));
  assert.ok(isQuorum(one, [one.witnesses[0]!.key]));
});

test("names are octets: a Kelvin sign is no K, and what is no UTF-8 may stand in a comment and a name", () => {
  const kelvin = parsePolicy(utf8(`witness K ${witness(5)}\nwitness \u212a ${witness(6)}\nquorum \u212a\n`));
  assert.ok(isQuorum(kelvin, [kelvin.witnesses[1]!.key]));
  assert.ok(!isQuorum(kelvin, [kelvin.witnesses[0]!.key]));
  const octets = Buffer.from(`# \xff\nwitness \xfe ${witness(5)}\nquorum \xfe\n`, "latin1");
  assert.equal(parsePolicy(octets).witnesses.length, 1);
});

const faults: readonly (readonly [string, number, string])[] = [
  ["", 1, "nothing at all"],
  ["quorum none", 1, "no newline at the end"],
  ["quorum none\n# end", 2, "no newline after the comment"],
  ["\n\nlog\nquorum none\n", 3, "a log without a key"],
  [`log ${witness(5)}\nquorum none\n`, 1, "a witness's key for a log"],
  [`witness a ${log}\nquorum a\n`, 1, "a log's key for a witness"],
  [`log ${log} u v\nquorum none\n`, 1, "a word too many"],
  [`log ${log.slice(0, -1)}\nquorum none\n`, 1, "half a key"],
  [
    `log ${log}\nlog ${formatVkey(key("other.example", 1, 1))}\nquorum none\n`,
    2,
    "the same public key by another name",
  ],
  [`witness a ${witness(5)}\nwitness b ${formatVkey(key("x", 5, 4))}\nquorum a\n`, 2, "likewise a witness"],
  [`witness a ${witness(5)}\nwitness a ${witness(6)}\nquorum a\n`, 2, "a name twice"],
  [`witness none ${witness(5)}\nquorum none\n`, 1, "the name none"],
  [`witness a ${witness(5)}\ngroup g 1 a\ngroup h 1 a\nquorum g\n`, 3, "a member of two groups"],
  [`witness a ${witness(5)}\ngroup g 1 a a\nquorum g\n`, 2, "a member twice"],
  [`witness a ${witness(5)}\ngroup g 0 a\nquorum g\n`, 2, "none of one"],
  [`witness a ${witness(5)}\ngroup g 2 a\nquorum g\n`, 2, "two of one"],
  [`witness a ${witness(5)}\ngroup g 01 a\nquorum g\n`, 2, "a number not so written"],
  [`witness a ${witness(5)}\ngroup g any\nquorum g\n`, 2, "nobody in the group"],
  [`group g any none\nquorum g\n`, 1, "none as a member"],
  [`group g any a\nwitness a ${witness(5)}\nquorum g\n`, 1, "what is defined below"],
  [`quorum a\nwitness a ${witness(5)}\n`, 1, "a quorum of what is defined below"],
  ["quorum none\nquorum none\n", 2, "two quorums"],
  [`log ${log}\n`, 2, "no quorum"],
  ["quorum\n", 1, "a quorum of nothing"],
  ["quorum none # why\n", 1, "a comment behind"],
  ["Quorum none\n", 1, "another spelling"],
  ["toString none\nquorum none\n", 1, "a word of JavaScript"],
  ["quorum none\r\n", 1, "a carriage return"],
  ["quorum\u0000none\n", 1, "a zero byte"],
  ["#\u007f\nquorum none\n", 1, "a control character in a comment"],
];

test(`${faults.length} faults of a policy are told with their lines`, () => {
  for (const [text, line, what] of faults) {
    assert.throws(
      () => parsePolicy(utf8(text)),
      (error) => error instanceof PolicyFault && error.code === "policy-malformed" && error.line === line,
      what,
    );
  }
});

test("no changed, missing or added byte of a policy makes another kind of throw", () => {
  const whole = utf8(example);
  for (let at = 0; at < whole.length; at++) {
    for (const byte of [0, 9, 10, 32, 35, 43, 48, 0xff, whole[at]! ^ 1]) {
      const changed = whole.slice();
      changed[at] = byte;
      for (const bytes of [changed, whole.subarray(0, at)]) {
        try {
          parsePolicy(bytes);
        } catch (error) {
          assert.ok(error instanceof PolicyFault, `byte ${at} = ${byte}: ${error}`);
        }
      }
    }
  }
});

test("32 logs, 32 witnesses and 32 groups fit", () => {
  const numbers = Array.from({ length: 32 }, (_, i) => i + 1);
  const lines = [
    ...numbers.map((n) => `log ${formatVkey(key(`l${n}`, n, 1))}`),
    ...numbers.map((n) => `witness w${n} ${witness(n)}`),
    ...numbers.map((n) => `group g${n} all w${n}`),
  ];
  const policy = parsePolicy(
    utf8(`${lines.join("\n")}\ngroup all all ${numbers.map((n) => `g${n}`).join(" ")}\nquorum all\n`),
  );
  const keys = policy.witnesses.map((one) => one.key);
  assert.ok(isQuorum(policy, keys));
  assert.ok(!isQuorum(policy, keys.slice(1)));
});

/** Who is who, which number a document gets, which kinds are in force and shown, and why one is not. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseSnils } from "../../src/basics/snils.ts";
import { type Identity, identityText } from "../../src/registry/identity.ts";
import { initials } from "../../src/registry/initials.ts";
import { inForce, type Kind, openKindBook, whyNotShown } from "../../src/registry/kinds.ts";
import { makeNumber, parseNumber } from "../../src/registry/number.ts";

describe("the identity", () => {
  const kim: Identity = {
    snils: parseSnils("90020001297")!,
    family: "Соловьёва-Ким",
    given: "Алёна",
    patronymic: "Игоревна",
    birthDate: "1990-08-27",
  };
  const same = (changes: Partial<Identity>) => identityText({ ...kim, ...changes }) === identityText(kim);

  test("is the same however it is written", () => {
    for (const changes of [
      { family: "СОЛОВЬЁВА-КИМ" },
      { family: "Соловьева-Ким" },
      { family: "Соловье\u0308ва-Ким" }, // ё as two characters
      { family: "Соловьёва – Ким" },
      { family: "Соловьёва\u2011Ким" },
      { family: "Соловьёва\u2010Ким" },
      { family: "  Соловьёва -Ким " },
      { given: "алена" },
      { given: "\u00a0Алёна" },
      { patronymic: "ИГОРЕВНА" },
    ])
      assert.ok(same(changes), JSON.stringify(changes));
    assert.equal(identityText({ ...kim, patronymic: null }), identityText({ ...kim, patronymic: "" }));
  });

  test("is another where anything but the writing differs", () => {
    for (const changes of [
      { family: "Соловьёва" },
      { family: "СоловьёваКим" },
      { family: "Соловьёва Ким" },
      { family: "Ким-Соловьёва" },
      { family: "Cоловьёва-Ким" }, // the first letter is Latin
      { given: "Елена" },
      { patronymic: null },
      { birthDate: "1990-08-28" },
      { snils: parseSnils("90020001196")! },
    ])
      assert.ok(!same(changes), JSON.stringify(changes));
  });

  test("cannot be put together from the parts of two people", () => {
    const one = identityText({ ...kim, family: "а б", given: "в" });
    assert.notEqual(one, identityText({ ...kim, family: "а", given: "б в" }));
    assert.notEqual(
      identityText({ ...kim, family: "а\nб", given: "в" }),
      identityText({ ...kim, family: "а", given: "б\nв" }),
    );
  });

  test("is shown as surname and initials", () => {
    assert.equal(initials(kim), "Соловьёва-Ким А.\u00a0И.");
    assert.equal(initials({ family: "Ли", given: "", patronymic: null }), "Ли");
    assert.equal(
      initials({ family: "", given: "𝔸лла", patronymic: null }),
      "𝔸.",
      "a letter outside the basic plane stays whole",
    );
  });
});

describe("the number", () => {
  test("tells region, year, month and place in the sequence", () => {
    assert.equal(makeNumber("76", new Date("2026-11-24T10:00:00Z"), 123), "76.26.11.000000123");
    assert.equal(makeNumber("54", new Date("2100-01-01T00:00:00Z"), 1_234_567_890), "54.00.01.1234567890");
  });
  test("is read back, and nothing else is", () => {
    for (const good of ["76.26.11.000000123", "54.00.01.123456789012"]) assert.equal(parseNumber(good), good);
    for (const bad of [
      "",
      "76.26.11.123",
      "76.26.11.000000123 ",
      "76.26.11.000000123\n",
      "76-26-11-000000123",
      "76.26.11.0000000000000",
    ])
      assert.equal(parseNumber(bad), null, JSON.stringify(bad));
  });
});

describe("kinds", () => {
  const kind: Kind = {
    system: "1.2.643.5.1.13.13.11.1520",
    code: "227",
    family: "type-5",
    leaflet: 4,
    name: "Протокол консультации (CDA) Редакция 5",
    plain_ru: "Консультация",
    plain_en: "Consultation",
    starts: "2024-03-07",
    ends: "2026-01-10",
    shown: true,
    snils_required: true,
    organisation_signature: true,
    format: "cda",
  };
  test("are in force from their first day to the day before their end", () => {
    assert.deepEqual(
      ["2024-03-06", "2024-03-07", "2026-01-09", "2026-01-10"].map((day) => inForce(kind, day)),
      [false, true, true, false],
    );
    assert.ok(inForce({ ...kind, starts: null, ends: null }, "1900-01-01"));
  });
  test("are not shown for their own reason or for their date; the date comes first", () => {
    const hidden = { ...kind, shown: false };
    assert.equal(whyNotShown(kind, "2024-11-05", "2022-09-01"), null);
    assert.equal(whyNotShown(kind, "2022-09-01", "2022-09-01"), null);
    assert.equal(whyNotShown(kind, "2022-08-31", "2022-09-01"), "issued-earlier");
    assert.equal(whyNotShown(hidden, "2022-08-31", "2022-09-01"), "issued-earlier");
    assert.equal(whyNotShown(hidden, "2024-11-05", "2022-09-01"), "kind-not-shown");
    assert.equal(whyNotShown(kind, "1990-01-01", null), null);
  });
  test("are found by dictionary and code together", () => {
    const book = openKindBook([kind, { ...kind, system: "1.2.643.5.1.13.13.11.1522", name: "Старая" }]);
    assert.equal(book.find("1.2.643.5.1.13.13.11.1522", "227")?.name, "Старая");
    assert.equal(book.find("1.2.643.5.1.13.13.99.2.195", "227"), null);
    assert.equal(book.find("", "__proto__"), null);
  });
});

/** The press room keeps its promises when things go wrong: it ends what is slow, survives what crashes, and says when it is full. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../../src/basics/refusal.ts";
import { openPressRoom } from "../../src/pdf/press-room.ts";
import { openPrintShop } from "../../src/pdf/print.ts";
import { cell, documentWith, orderWith, section } from "./sample-order.ts";

const code = (refusal: unknown) => (refusal instanceof Refusal ? refusal.code : String(refusal));
const small = (number = "1") => orderWith({ number, document: documentWith(), attachments: [] });

/** A document that takes Typst many seconds. */
function endless() {
  const row = Array.from({ length: 5 }, () => cell("длинный текст ячейки"));
  const table = { kind: "table" as const, head: [row], rows: Array.from({ length: 18_000 }, () => row) };
  return orderWith({ document: documentWith({ sections: [section("a", "Без конца", [table])] }), attachments: [] });
}

/** Process ids of the presses of this process. */
function presses(): number[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("press-child")).map(Number);
}

const skipWithoutProc = process.platform === "linux" ? false : "needs /proc";

describe("a document that takes too long", () => {
  test("is refused, does not hold up this process meanwhile, and the next one is printed", async () => {
    const shop = openPrintShop({ limitMs: 150 });
    const order = endless();
    let longestPause = 0;
    let last = performance.now();
    const printing = shop.print(order);
    const ticker = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last);
      last = performance.now();
    }, 10);
    assert.equal(await printing.then(() => "printed", code), "print.too-slow");
    clearInterval(ticker);
    assert.ok(longestPause < 1500, `${longestPause} ms`);
    const pdf = await Promise.any([1, 2, 3].map((n) => shop.print(small(String(n)))));
    assert.equal(Buffer.from(pdf).toString("latin1", 0, 5), "%PDF-");
    await shop.close();
  });

  test("is refused at once where it could never be printed", async () => {
    const shop = openPrintShop();
    const { document } = endless();
    const twice = documentWith({ sections: [...document.sections, ...document.sections] });
    assert.equal(await shop.print(orderWith({ document: twice })).then(() => "printed", code), "print.too-large");
    await shop.close();
  });
});

describe("a press that dies", { skip: skipWithoutProc }, () => {
  test("takes its order with it, and no other", async () => {
    const shop = openPrintShop();
    const lost = shop.print(endless()).then(() => "printed", code);
    const next = shop.print(small());
    while (presses().length === 0) await sleep(20);
    const [press] = presses();
    process.kill(press!, "SIGKILL");
    assert.equal(await lost, "print.crashed");
    assert.ok((await next).length > 1000);
    await shop.close();
  });

  test("while it rests is replaced unnoticed", async () => {
    const shop = openPrintShop();
    await shop.print(small());
    const [press] = presses();
    process.kill(press!, "SIGKILL");
    assert.ok((await shop.print(small())).length > 1000);
    await shop.close();
  });
});

test("a press is replaced after its number of documents", { skip: skipWithoutProc }, async () => {
  const room = openPressRoom({ workers: 1, limitMs: 20_000, onTrouble: assert.fail, documentsPerPress: 2 });
  const seen = new Set<number>();
  for (let i = 0; i < 5; i++) {
    await room.print(small(String(i)));
    for (const pid of presses()) seen.add(pid);
  }
  assert.ok(seen.size >= 2, `${seen.size} presses`);
  await room.close();
  assert.deepEqual(presses(), []);
});

test("more orders than can wait are refused; those that wait are refused at closing", async () => {
  const shop = openPrintShop();
  const answers = Array.from({ length: 70 }, (_, i) => shop.print(small(String(i))).then(() => "printed", code));
  assert.deepEqual(
    await Promise.all(answers.slice(65)),
    Array.from({ length: 5 }, () => "print.busy"),
  );
  await shop.close();
  assert.ok((await Promise.all(answers.slice(0, 65))).includes("print.closed"));
  assert.equal(await shop.print(small()).then(() => "printed", code), "print.closed");
});

test("two presses work side by side", { skip: skipWithoutProc }, async () => {
  const shop = openPrintShop({ workers: 2 });
  const printing = [shop.print(small("1")), shop.print(small("2")), shop.print(small("3"))];
  assert.equal(presses().length, 2);
  assert.equal((await Promise.all(printing)).length, 3);
  await shop.close();
});

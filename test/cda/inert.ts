/** The judge of HTML output: parsed as strict XML, and every element, attribute and address held against a list of what may be there. */
import assert from "node:assert/strict";
import { parseTree } from "../../src/cda/tree.ts";
import { descendants } from "../../src/cda/walk.ts";

const ELEMENTS = new Set(
  "article section nav abbr div bdi wbr details summary h1 h2 h3 h4 h5 h6 p dl dt dd ul ol li table caption thead tbody tr th td figure img a strong em u sub sup del br span svg rect circle".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  "title class id lang href rel referrerpolicy src alt width height scope colspan rowspan data-label aria-label aria-labelledby aria-hidden viewbox x y rx r cx cy".split(
    " ",
  ),
);
/** Numbers of a drawing of ours. */
const DRAWN = new Set(["viewbox", "x", "y", "rx", "r", "cx", "cy"]);
const CLASSES =
  /^(document|document-(summary|header|section|contents|more|official)|sheet(-wide|-widest)?|norm-(band|line|within|dot|dot-out)|short|drug|facts|notice|flag-(high|low|abnormal|words))$/;

/** Fails unless nothing in the fragment can act, load, or lead anywhere but to itself and to https. */
export function assertInert(html: string): void {
  for (const element of descendants(parseTree(html))) {
    assert.ok(ELEMENTS.has(element.name), `element <${element.name}>`);
    for (const { name, value } of element.attributes) {
      const attribute = name.toLowerCase();
      assert.ok(ATTRIBUTES.has(attribute), `attribute ${name} of <${element.name}>`);
      if (attribute === "class")
        assert.ok(
          value.split(" ").every((one) => CLASSES.test(one)),
          `class ${value}`,
        );
      if (attribute === "id") assert.match(value, /^[a-z][a-z0-9-]*$/);
      if (attribute === "href") assert.match(value, /^(#[a-z][a-z0-9-]*|https:\/\/[^@\s]+)$/);
      if (attribute === "src") assert.match(value, /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*$/);
      if (DRAWN.has(attribute)) assert.match(value, /^-?[\d. ]+$/);
      if (attribute === "colspan" || attribute === "rowspan") assert.match(value, /^[1-9]\d{0,2}$/);
    }
  }
}

/** Every `#id` must lead to an id, and every id must be one of a kind. */
export function assertAnchored(html: string): void {
  const ids = new Set<string>();
  const links: string[] = [];
  for (const { attributes } of descendants(parseTree(html))) {
    for (const { name, value } of attributes) {
      if (name === "id") {
        assert.ok(!ids.has(value), `id ${value} twice`);
        ids.add(value);
      }
      if (name === "href" && value.startsWith("#")) links.push(value.slice(1));
      if (name === "aria-labelledby") links.push(value);
    }
  }
  for (const link of links) assert.ok(ids.has(link), `nothing has the id ${link}`);
}

/** Numbers beside points: the most telling first, each where there is room, none over another. Pure; units of the drawing. */

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Lower is placed first. */
  readonly rank: number;
}

export interface Label {
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly text: string;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Height of the letters. */
  readonly font: number;
}

/** A point and the air around it. */
const POINT = 7;

/** What finds no room is left out: the table beside has every number. */
export function placeLabels(marks: readonly Mark[], room: Room): readonly Label[] {
  const taken: Box[] = marks.map(({ x, y }) => ({
    left: x - POINT,
    right: x + POINT,
    top: y - POINT,
    bottom: y + POINT,
  }));
  const labels: Label[] = [];
  for (const mark of marks.toSorted((one, other) => one.rank - other.rank)) {
    const half = (mark.text.length * room.font * 0.58) / 2;
    const x = Math.min(Math.max(mark.x, room.left + half), room.right - half);
    for (const y of [mark.y - POINT - 4, mark.y + POINT + room.font]) {
      const box = { left: x - half, right: x + half, top: y - room.font, bottom: y + 3 };
      if (box.top < room.top || box.bottom > room.bottom || taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      labels.push({ x, y, text: mark.text });
      break;
    }
  }
  return labels;
}

function meet(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

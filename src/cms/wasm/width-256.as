/** Numbers of 256 bits: nine limbs, whose product is one of product.as. */

import { product, square } from "./product";

export const LIMBS: usize = 9;

export function multiplyColumns(columns: usize, x: usize, y: usize): void {
  product(columns, x, y);
}

export function squareColumns(columns: usize, x: usize): void {
  square(columns, x);
}

/**
 * Products of nine limbs by nine, without carries: column k of `to` is the sum of x[i]·y[k − i], seventeen columns of
 * eight octets. A limb is a signed 32-bit number of 29 bits or little more, so a column of 64 bits has room for all.
 */

/** x·y: 81 multiplications. */
export function product(to: usize, x: usize, y: usize): void {
  const a = limb(x, 0), b = limb(x, 1), c = limb(x, 2), d = limb(x, 3), e = limb(x, 4);
  const f = limb(x, 5), g = limb(x, 6), h = limb(x, 7), i = limb(x, 8);
  const A = limb(y, 0), B = limb(y, 1), C = limb(y, 2), D = limb(y, 3), E = limb(y, 4);
  const F = limb(y, 5), G = limb(y, 6), H = limb(y, 7), I = limb(y, 8);
  store<i64>(to, a * A, 0);
  store<i64>(to, a * B + b * A, 8);
  store<i64>(to, a * C + b * B + c * A, 16);
  store<i64>(to, a * D + b * C + c * B + d * A, 24);
  store<i64>(to, a * E + b * D + c * C + d * B + e * A, 32);
  store<i64>(to, a * F + b * E + c * D + d * C + e * B + f * A, 40);
  store<i64>(to, a * G + b * F + c * E + d * D + e * C + f * B + g * A, 48);
  store<i64>(to, a * H + b * G + c * F + d * E + e * D + f * C + g * B + h * A, 56);
  store<i64>(to, a * I + b * H + c * G + d * F + e * E + f * D + g * C + h * B + i * A, 64);
  store<i64>(to, b * I + c * H + d * G + e * F + f * E + g * D + h * C + i * B, 72);
  store<i64>(to, c * I + d * H + e * G + f * F + g * E + h * D + i * C, 80);
  store<i64>(to, d * I + e * H + f * G + g * F + h * E + i * D, 88);
  store<i64>(to, e * I + f * H + g * G + h * F + i * E, 96);
  store<i64>(to, f * I + g * H + h * G + i * F, 104);
  store<i64>(to, g * I + h * H + i * G, 112);
  store<i64>(to, h * I + i * H, 120);
  store<i64>(to, i * I, 128);
}

/** x·x: 45 multiplications, for each pair of unlike limbs comes twice. */
export function square(to: usize, x: usize): void {
  const a = limb(x, 0), b = limb(x, 1), c = limb(x, 2), d = limb(x, 3), e = limb(x, 4);
  const f = limb(x, 5), g = limb(x, 6), h = limb(x, 7), i = limb(x, 8);
  store<i64>(to, a * a, 0);
  store<i64>(to, (a * b) << 1, 8);
  store<i64>(to, ((a * c) << 1) + b * b, 16);
  store<i64>(to, (a * d + b * c) << 1, 24);
  store<i64>(to, ((a * e + b * d) << 1) + c * c, 32);
  store<i64>(to, (a * f + b * e + c * d) << 1, 40);
  store<i64>(to, ((a * g + b * f + c * e) << 1) + d * d, 48);
  store<i64>(to, (a * h + b * g + c * f + d * e) << 1, 56);
  store<i64>(to, ((a * i + b * h + c * g + d * f) << 1) + e * e, 64);
  store<i64>(to, (b * i + c * h + d * g + e * f) << 1, 72);
  store<i64>(to, ((c * i + d * h + e * g) << 1) + f * f, 80);
  store<i64>(to, (d * i + e * h + f * g) << 1, 88);
  store<i64>(to, ((e * i + f * h) << 1) + g * g, 96);
  store<i64>(to, (f * i + g * h) << 1, 104);
  store<i64>(to, ((g * i) << 1) + h * h, 112);
  store<i64>(to, (h * i) << 1, 120);
  store<i64>(to, i * i, 128);
}

@inline
function limb(from: usize, index: usize): i64 {
  return <i64>load<i32>(from + 4 * index);
}

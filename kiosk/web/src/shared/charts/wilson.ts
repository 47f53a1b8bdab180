/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

/**
 * The 95 % score interval of a share (E. B. Wilson, JASA 22, 1927): `hits` of `tries`, as shares.
 * Undefined where it is no share: nothing was tried, or hits outnumber tries.
 */
export function wilson(hits: number, tries: number): { low: number; high: number } | undefined {
  if (tries <= 0 || hits < 0 || hits > tries) return undefined;
  const share = hits / tries;
  const part = 1 + Z ** 2 / tries;
  const middle = (share + Z ** 2 / (2 * tries)) / part;
  const half = (Z / part) * Math.sqrt((share * (1 - share)) / tries + Z ** 2 / (4 * tries ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

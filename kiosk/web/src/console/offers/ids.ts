/** A new id: a name's Latin letters, and a little chance so that two names may be alike. */
export function newId(name: string, otherwise: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${plain || otherwise}-${chance()}`;
}

/** Five letters and digits. */
export function chance(): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number!.toString(36).padStart(5, "0").slice(-5);
}

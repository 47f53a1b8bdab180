/** The name of the measure: from the scanner's last key to the verdict on the screen. */
const MEASURE = "scan-to-verdict";

let last = -1;

/** Note how long a verdict took, for whoever looks at the screen's own timings. */
export function timed(scannedAt: number): void {
  if (scannedAt === last) return;
  last = scannedAt;
  requestAnimationFrame(() => {
    setTimeout(() => {
      performance.clearMeasures(MEASURE); // a kiosk runs for weeks: only the last one is kept
      performance.measure(MEASURE, { start: scannedAt, end: performance.now() });
    });
  });
}

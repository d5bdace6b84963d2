/** A span of time, both ends included, as Graph's `ge` and `le` read it. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

/** Stands in for sources of `adaptivecards` that the templating package's types point to by mistake. */
export type IAdaptiveCard = object;

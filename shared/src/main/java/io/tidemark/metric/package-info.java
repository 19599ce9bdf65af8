/**
 * Metrics of the jobs: {@link io.tidemark.metric.JobMetric} declares each and registers it, from
 * whichever room it is counted in.
 */
package io.tidemark.metric;

/**
 * Options and converters that several commands share: {@link PipelineOptions} (pipeline and
 * environment file), {@link FeatureSetOptions} ({@code --set}), {@link TimeConverters} (durations
 * and moments), and {@link RunIdGenerator} for the ids of runs over history.
 */
package io.tidemark.cli.options;

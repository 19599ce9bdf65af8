/**
 * The one graph of a pipeline: an event source in, transformations, sinks out. The live job, the
 * jobs over history and {@code validate} build it; nothing here knows the mode, except the settings
 * of Flink.
 *
 * <p><b>Map.</b> {@link io.tidemark.pipeline.PipelineGraph} has the picture. It reads from an
 * {@link io.tidemark.pipeline.EventSource} and writes to {@link
 * io.tidemark.pipeline.PipelineSinks}; {@code FeatureSetGraph} and {@code FeatureInputGraph} build
 * one feature set's part, {@code SqlExpressionPlanner} its expressions. {@link
 * io.tidemark.pipeline.LakeEventSource} and {@link io.tidemark.pipeline.FileEventSource} are the
 * sources over history. {@link io.tidemark.pipeline.JobSettings} is Flink's configuration, {@link
 * io.tidemark.pipeline.PipelineTables} the tables, {@link io.tidemark.pipeline.LookBackRanges} the
 * history that rows depend on, {@link io.tidemark.pipeline.GraphDryRunCheck} the check before
 * anything is written. A {@link io.tidemark.pipeline.Workspace} is what every job is given: the
 * pipeline, and where it runs.
 */
package io.tidemark.pipeline;

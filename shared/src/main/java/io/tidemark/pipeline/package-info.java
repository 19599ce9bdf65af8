/**
 * The one graph: sources in, transformations, sink appliers out. Both jobs call it; nothing here
 * knows the mode.
 */
package io.tidemark.pipeline;

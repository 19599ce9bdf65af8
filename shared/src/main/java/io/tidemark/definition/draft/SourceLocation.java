package io.tidemark.definition.draft;

/**
 * Location of a {@link ConfigNode} in a user's input.
 *
 * @param text as a user reads it: {@code shop.yaml:12:7}
 * @param order position by which the problems of one input are sorted
 */
public record SourceLocation(String text, int order) {}

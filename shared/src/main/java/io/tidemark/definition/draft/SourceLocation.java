package io.tidemark.definition.draft;

/**
 * Where in a user's input something stands.
 *
 * @param text as a user reads it: {@code shop.yaml:12:7}
 * @param order position by which the problems of one input are sorted
 */
public record SourceLocation(String text, int order) {}

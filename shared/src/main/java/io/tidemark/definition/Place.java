package io.tidemark.definition;

/**
 * Where in a user's input something stands.
 *
 * @param text as a user reads it: {@code shop.yaml:12:7}
 * @param order position by which the problems of one input are sorted
 */
record Place(String text, int order) {}

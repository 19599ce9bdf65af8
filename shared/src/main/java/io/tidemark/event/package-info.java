/** From a message's bytes to an event row, or to a reject that keeps the bytes and says why. */
package io.tidemark.event;

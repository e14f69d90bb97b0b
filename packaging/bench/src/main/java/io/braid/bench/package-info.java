/**
 * Ratios against peers, measured in one run.
 */
package io.braid.bench;

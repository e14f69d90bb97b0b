/** The scenarios: figures of the draft, and promises of single conversions. */
package io.braid.lab.figure;

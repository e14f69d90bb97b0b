/** What is counted and recorded of conversions. */
package io.braid.engine.record;

/** Which source address servers see (draft S5.4). */
package io.braid.engine.source;

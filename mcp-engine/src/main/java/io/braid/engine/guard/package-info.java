/** Protection of the MCP and of what is behind it (draft S7.2). */
package io.braid.engine.guard;

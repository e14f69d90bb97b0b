/**
 * The YANG modules, read once by yangtools, and a schema of our own over them that is quick to walk: choices flattened,
 * children by name, types with their canonical form, conditions parsed.
 */
package io.braid.yang.schema;

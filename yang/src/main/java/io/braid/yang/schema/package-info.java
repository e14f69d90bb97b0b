/**
 * Loads the YANG modules.
 */
package io.braid.yang.schema;

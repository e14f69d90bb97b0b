/**
 * The operator CLI, a rendering of the YANG schema. Imports the datastore only.
 */
package io.braid.cli;

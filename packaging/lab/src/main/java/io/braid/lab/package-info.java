/**
 * Executable scenarios of the draft's figures, in network namespaces.
 */
package io.braid.lab;

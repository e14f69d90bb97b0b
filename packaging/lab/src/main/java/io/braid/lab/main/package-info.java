/** The command line. */
package io.braid.lab.main;

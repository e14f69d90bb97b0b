/** Captures of links and questions to them. */
package io.braid.lab.capture;

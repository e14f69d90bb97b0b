/** The networks of the draft's figures. */
package io.braid.lab.topology;

/** What must outlive the process: bounded files of records that say what they have lost. */
package io.braid.engine.store;

/** What a scenario is, and how scenarios are run. */
package io.braid.lab.scenario;

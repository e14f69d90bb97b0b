/** What happens, told to those who want to know: the bus, its log, and the queues of subscribers. */
package io.braid.yang.event;

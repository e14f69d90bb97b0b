/** Small programs for the kernel's BPF machine: written here, judged and run by the kernel; bpf(2). */
package io.braid.engine.linux.bpf;

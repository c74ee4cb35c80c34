#pragma once

/// What became of a parameter point. Physics failures are data: every point has exactly one status.
namespace squall {

enum class Status : int {
    ok = 0,
    // configuration of the point
    messenger_tachyon,     ///< Lambda >= M_mess: a messenger scalar has negative mass squared
    nonperturbative,       ///< a gauge coupling leaves the perturbative range below the GUT scale
    // running
    landau_pole,           ///< a gauge or Yukawa coupling exceeds its perturbative bound on a leg
    // electroweak breaking
    no_ewsb,               ///< mu^2 <= 0 at the minimum of the tree-level potential
    tachyon_A,             ///< m_A^2 <= 0
    // sfermions, named by the flavour and chirality content of the tachyonic state
    tachyon_sup, tachyon_scharm, tachyon_stop,
    tachyon_sdown, tachyon_sstrange, tachyon_sbottom,
    tachyon_selectron, tachyon_smuon, tachyon_stau,
    tachyon_sneutrino_e, tachyon_sneutrino_mu, tachyon_sneutrino_tau,
    // numerics
    not_converged,         ///< the iteration between M_Z and the messenger scale did not converge
    nan,                   ///< a result is not a finite number
    outside_prior,         ///< not evaluated: the proposal left the prior (samplers only)
    // the one-loop potential (numbers are stored in files: new ones come last)
    no_ewsb_one_loop,      ///< mu^2 <= 0 at the minimum of the one-loop potential
    negative_b,            ///< b <= 0 there, seed 001's criterion: no minimum with v_u, v_d > 0
    tachyon_h,             ///< the one-loop potential is not convex there: a CP-even Higgs boson is tachyonic
    no_root,               ///< tan(beta) from b(M_mess) = 0: no such root, or none that is a vacuum
    // sequestered hidden sectors
    inconsistent_hidden_sector,  ///< R(S) <= 2/3, scales out of order, or a quadratic operator that grows towards the infrared
    count_
};

}  // namespace squall

import KithOutput

extension Sample {
  /// Coleman, Katz and Menzel's doctors: who named whom, and when each first prescribed tetracycline.
  static let medicalInnovation = Sample(
    name: "medical-innovation",
    title: "Medical innovation: 125 doctors, 294 nominations, when each took up a new drug",
    summary: """
      Whom the doctors of four towns in Illinois named as adviser, discussion partner or friend, and the month in \
      which each first prescribed tetracycline. 125 doctors, 294 directed edges, 17 months from November \
      1953; 16 never adopted. Coleman, Katz and Menzel 1966.
      """,
    isGenerated: false,
    write: { _ in
      let doctors = Observations.values(in: MedicalInnovation.doctors)
      return [
        SampleFile(name: "README.md", text: MedicalInnovation.guide),
        SampleFile(name: "edges.csv", columns: Observations.edges(in: MedicalInnovation.doctors)),
        SampleFile(
          name: "people.csv",
          columns: MedicalInnovation.columns.enumerated().map { index, name in
            Table.Column(name, .text(doctors.map { $0[index] }))
          }),
      ]
    })
}

/// The observations of J. S. Coleman, E. Katz and H. Menzel, "Medical Innovation: A Diffusion Study",
/// Bobbs-Merrill 1966, as coded by T. W. Valente (1995) and kept in the R package netdiffuseR.
enum MedicalInnovation {
  static let columns = [
    "id", "adoption_month", "city", "belief", "attend", "proage", "length", "detail", "meet", "coll", "club", "journ2",
    "position",
  ]

  /// `doctor month city belief attend proage length detail meet coll club journ2 position: named …`.
  static let doctors = """
    1001 1 1 2 2 2 6 1 0 0 0 3 2: 1008 1058
    1002 12 1 1 0 6 1 1 0 0 0 2 3: 1011 1098
    1003 8 1 1 1 4 5 1 0 1 0 2 2: 1020*2 1029*2 1031 1035*2 1037
    1004 9 1 1 1 5 4 0 0 1 0 2 2: 1007 1033*3 1094*2
    1005 9 1 0 1 4 5 1 1 1 0 2 2: 1012*2
    1006 10 1 1 0 3 5 1 0 1 0 2 2: 1029*2 1031*2 1094
    1007 - 1 2 0 1 6 1 0 0 0 1 1: 1023 1080 1092 1094
    1008 3 1 2 0 4 5 1 0 0 0 3 2: 1030 1036*2 1098
    1009 11 1 2 2 2 6 1 0 1 0 2 2: 1003 1021 1022 1023*2 1029 1098
    1010 2 1 2 1 4 5 1 0 0 0 2 2: 1005 1079
    1011 4 1 2 2 2 6 0 0 0 0 3 2: 1036*2 1058
    1012 5 1 0 0 5 4 1 0 0 0 2 2: 1005*2 1031*2
    1013 2 1 2 1 6 2 1 0 1 0 3 4: 1020*2 1037*2 1082*2
    1014 15 1 1 1 5 4 1 0 0 0 1 3: 1003 1029
    1015 4 1 2 0 4 5 1 0 0 0 2 3: 1005*2 1029*2
    1016 15 1 1 2 5 3 1 1 1 0 2 2: 1003 1029*3 1037 1098*3
    1017 - 1 1 0 4 4 1 0 0 0 1 2: 1011*3 1036*2
    1018 5 1 2 1 5 5 1 0 0 0 2 2: 1082*2 1093 1105
    1019 11 1 2 1 1 6 0 0 0 0 1 3: 1036*2 1078 1096*2
    1020 2 1 1 2 4 4 0 1 0 0 3 2: 1029*2 1035 1037*3 1095
    1021 8 1 0 2 5 4 1 0 0 0 2 2: 1010 1023 1077*2
    1022 7 1 2 2 6 3 1 0 1 1 2 3: 1023*3 1077
    1023 5 1 0 2 4 5 1 0 1 0 2 2: 1022*3 1027 1077*2
    1024 4 1 0 1 5 1 1 0 0 0 2 2: 1022 1029 1094 1095*3
    1025 3 1 2 1 6 3 1 0 1 1 2 2: 1026 1029
    1026 6 1 2 1 3 5 1 0 0 0 2 2: 1011 1032*2 1076
    1027 1 1 1 2 4 5 1 0 0 1 2 2: 1077 1092*2
    1028 5 1 0 2 5 4 1 0 0 0 3 2: 1011 1036 1095 1098*2
    1029 3 1 2 2 3 4 1 0 1 0 2 2: 1003 1031 1037 1094
    1030 15 1 1 1 6 3 1 0 0 0 2 2: 1027 1098*2
    1031 5 1 1 1 5 4 1 0 0 0 3 2: 1029*2 1035
    1032 7 1 1 1 1 6 1 0 0 0 2 2: 1029
    1033 6 1 2 0 5 4 1 0 0 0 2 2: 1003 1004 1029 1031 1035 1094
    1034 14 1 0 0 1 6 1 0 0 0 1 2: 1022 1093 1098
    1035 4 1 1 1 4 5 1 0 0 0 2 2: 1003*3 1031
    1036 8 1 1 1 3 5 1 0 0 0 2 2: 1011*2 1029*2 1094*2 1096
    1037 8 1 2 2 4 4 1 1 1 0 3 1: 1013*2 1020*3 1029
    1038 14 1 1 0 1 6 1 0 0 0 1 5: 1004*2 1007*2
    1039 - 1 2 1 1 6 1 1 0 0 1 1: 1029*3 1031*2
    1058 4 1 1 1 2 6 1 0 0 0 2 2: 1011*2 1098
    1070 11 1 1 1 1 6 1 0 0 0 2 1: 1094
    1072 - 1 1 1 2 6 0 1 1 0 2 2:
    1073 12 1 2 0 4 5 0 0 0 - 1 3: 1034
    1074 12 1 1 0 4 3 1 0 0 0 1 3:
    1075 1 1 2 0 3 5 1 0 1 0 1 2: 1029 1094
    1076 6 1 1 1 3 4 1 1 1 0 2 2: 1011 1027*2 1036*2
    1077 7 1 2 2 4 5 - - - 1 2 2: 1022*2 1023*2 1027*2
    1078 1 1 2 2 3 5 0 0 0 0 3 2: 1001*2 1022*2 1027*2
    1079 6 1 0 2 4 5 1 0 0 - 2 3: 1010 1018 1029 1031
    1080 - 1 0 1 1 6 1 0 0 0 2 2: 1029 1036*2 1094
    1081 4 1 2 1 4 4 0 0 0 0 2 2: 1079
    1082 - 1 0 0 1 6 - - - 0 2 1: 1020
    1091 7 1 - - - 6 1 0 0 - 2 2: 1023
    1092 6 1 1 2 1 6 1 0 0 0 3 2: 1027 1093
    1093 1 1 1 2 2 6 - - - 0 3 2: 1011 1036*2 1070 1097
    1094 2 1 0 1 4 5 1 0 0 0 3 2: 1036*2 1070 1108
    1095 5 1 2 0 5 4 1 0 1 0 2 2: 1024 1028*2 1036*2
    1096 13 1 0 1 4 5 1 0 1 0 1 2: 1019 1036*2 1078 1093
    1097 4 1 - 0 2 3 - - - 0 1 2: 1070*2
    1098 3 1 2 0 5 3 1 0 0 0 2 2: 1011*2 1029*2 1036
    1105 7 1 1 0 4 4 1 0 0 0 2 2: 1011 1018
    1108 - 1 1 1 1 6 1 0 0 0 2 2: 1036*2
    2002 1 2 0 1 6 4 1 0 1 0 1 2: 2004*2 2006*3 2010
    2004 7 2 2 0 6 1 0 1 0 0 1 2: 2002*3 2006*3
    2005 6 2 1 1 4 4 1 0 0 0 3 2: 2006 2009 2018 2035 2036
    2006 1 2 2 2 4 5 1 1 0 0 2 2: 2005*3 2035
    2007 - 2 0 0 1 5 1 1 0 0 1 2: 2008*3 2011*3
    2008 7 2 2 2 2 6 1 0 0 0 2 2: 2005 2010 2034
    2009 6 2 1 2 5 3 1 1 0 0 2 2: 2012*3
    2010 1 2 1 2 3 6 1 1 0 0 2 2: 2005*3 2008*2 2035
    2011 2 2 2 1 1 6 1 0 1 0 2 2: 2005 2015*3
    2012 5 2 0 2 6 2 1 0 0 0 2 3: 2009*3
    2013 1 2 1 0 3 4 1 0 1 1 1 3: 2005*2 2035*2
    2014 1 2 1 1 5 1 - - - 0 2 2: 2005*2 2013 2016*2 2019
    2015 2 2 2 2 3 5 1 0 0 0 1 2: 2005*2 2006 2011*3 2035 2036
    2016 2 2 2 2 6 4 1 0 1 0 3 2: 2005*3
    2017 11 2 0 0 2 4 1 0 1 0 2 2: 2014 2036*2
    2018 5 2 1 0 5 4 1 1 1 0 2 2: 2005*3 2036
    2019 17 2 1 1 4 4 0 1 0 0 1 2: 2005*2 2014 2038
    2020 7 2 2 1 6 3 1 0 1 0 1 2: 2005*2 2008 2016*2 2036
    2034 1 2 2 2 3 4 1 0 0 0 2 2:
    2035 - 2 0 2 2 6 1 0 0 0 3 2: 2005
    2036 9 2 1 1 6 3 1 0 0 0 3 2: 2017
    2037 9 2 0 1 3 3 - - - 0 2 3:
    2038 - 2 1 1 5 5 0 0 0 0 2 2: 2005 2019
    2039 7 2 1 0 5 3 1 1 0 0 1 3: 2018
    3001 2 3 2 0 4 5 1 1 0 0 2 2: 3008 3009*2 3010*2 3013 3015 3033
    3002 - 3 1 1 2 6 0 0 0 0 1 2: 3005 3008 3015*3
    3003 - 3 1 0 6 1 0 0 1 0 2 3: 3008*3 3029*2
    3004 4 3 1 1 3 6 1 0 0 0 1 2:
    3005 - 3 1 2 4 5 1 1 1 0 2 2: 3002 3012 3015*2
    3006 5 3 1 1 1 6 - - - 0 2 2: 3008 3013 3014
    3007 7 3 1 2 4 2 1 0 0 0 2 5: 3009 3015*2
    3008 - 3 1 1 1 6 1 0 1 0 2 2: 3003*2 3009 3015*3
    3009 3 3 0 1 5 3 1 0 0 0 2 2: 3008 3031
    3010 15 3 0 2 3 5 1 0 0 0 1 2: 3001*3 3013 3033
    3011 16 3 1 2 1 6 1 0 0 0 2 2: 3006 3031*3
    3012 7 3 1 1 5 4 1 0 0 0 1 2: 3008*2
    3013 6 3 2 1 4 4 - - - 1 2 2: 3001 3010 3014
    3014 6 3 1 0 5 4 1 0 0 0 2 2:
    3015 5 3 0 2 4 5 1 1 0 1 3 2: 3001*2 3008*3
    3028 3 3 2 0 4 5 1 0 0 0 2 2:
    3029 13 3 1 1 5 1 0 0 1 0 2 2:
    3030 11 3 0 0 3 2 1 0 0 0 2 3:
    3031 8 3 2 2 2 6 1 0 0 0 3 1: 3009 3011
    3032 3 3 2 1 3 5 1 0 1 1 2 2: 3008 3013
    3033 2 3 0 0 2 2 1 0 0 0 2 2: 3001*2 3010 3013
    4001 - 4 0 1 4 4 1 0 1 0 2 2: 4005 4006*2 4030
    4002 - 4 0 0 4 1 1 0 0 0 2 2: 4006 4011
    4003 4 4 0 1 6 3 - - - 1 2 1: 4006 4013*2
    4004 5 4 0 0 4 5 0 0 0 1 2 2: 4005
    4005 8 4 2 1 4 4 - - - 0 2 2: 4006*3 4015
    4006 4 4 2 2 1 6 0 0 1 0 3 1: 4003 4005*3 4007
    4007 3 4 2 0 6 3 1 0 0 1 2 2: 4003 4005*2 4006
    4008 8 4 2 1 3 6 - - - 0 1 2: 4005*2 4014
    4009 13 4 0 0 4 4 - - - 0 1 2: 4018*3
    4010 6 4 2 0 4 4 1 1 0 0 2 2:
    4011 3 4 0 0 6 2 1 0 1 0 2 2: 4007 4012 4018
    4012 6 4 2 2 3 4 1 0 0 0 2 2: 4011*3 4018*2
    4013 14 4 0 1 6 3 1 0 0 0 2 2: 4003*3 4006 4011
    4014 7 4 - 1 4 4 - - - 1 1 2: 4003 4005 4006
    4015 4 4 2 1 4 5 0 1 0 1 2 2: 4003 4005*2 4006 4014
    4016 14 4 2 1 6 1 1 0 0 0 2 5: 4011*2 4018*3
    4018 7 4 2 2 5 4 1 0 1 0 2 1: 4005*2 4010 4011*2 4016
    4030 16 4 - 1 2 6 1 0 0 - 2 2:
    """

  static let guide = """
    # Medical innovation

    Whom the doctors of four towns in Illinois named as adviser, discussion partner or friend, and when each first
    prescribed a new drug, tetracycline: the classic study of whether an innovation spreads from
    colleague to colleague.

    Source: J. S. Coleman, E. Katz and H. Menzel, *Medical Innovation: A Diffusion Study*, Bobbs-Merrill 1966;
    coding as in T. W. Valente, *Network Models of the Diffusion of Innovations*, Hampton Press 1995, and the R
    package netdiffuseR (data set `medInnovations`). The figures are observed facts.

    - `edges.csv` (`from,to,weight`): 294 directed edges; `from` named `to`, so advice flows from
      `to` to `from`. The weight counts the nominations (adviser, discussion, friend) that agree, 1 to 3; sum 450.
    - `people.csv`: 125 doctors. `adoption_month` is 1 (November 1953) to 17; it is empty for the 16 who had
      not adopted by month 17. They are censored, not adopters: the source codes them as 18. `city` 1 to 4
      (62, 24, 21 and 18 doctors). Other columns as coded by the source, empty where not observed: `belief`
      (in science), `attend` (professional meetings), `proage` (professional age), `length` (of residence), `detail`
      (contact with salesmen), `meet`, `coll` (colleagues), `club` (membership), `journ2` (journals read), `position`
      (in the hospital).

    Known answers: adopters by month 1 to 17 are 11, 20, 29, 40, 51, 62, 75, 82, 86, 87, 92, 95, 98, 102, 106, 108
    and 109; 11 doctors name nobody. The clustering of adoption among colleagues vanishes once the
    month is controlled for (Van den Bulte and Lilien 2001, doi:10.1086/320819).

    """
}
